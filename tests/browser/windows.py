"""Browser windows are kept from test to test: opening one costs a second, and a new tab in it is as fresh."""

from __future__ import annotations

import json
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.stillness import PATIENCE, SLOWER

USUAL = {"locale": "en-US", "viewport": {"width": 1280, "height": 900}}
KEPT = 3  # windows that wait for the next test

# What a page of an earlier test has stored is forgotten when a tab is opened, and stays when it is loaded again.
FORGET = """try {
  if (!sessionStorage.begun) localStorage.clear();
  sessionStorage.begun = true;
} catch {
  // a page without an address stores nothing
}"""


class Windows:
    """The windows of one browser, lent for a test each."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.kept: list[tuple[str, BrowserContext]] = []

    def lend(self, **how: Any) -> BrowserContext:
        """A window with these options of a context, and the usual ones."""
        kind = json.dumps(USUAL | how, sort_keys=True)
        for i, (other, _) in enumerate(self.kept):
            if other == kind:
                return self.kept.pop(i)[1]
        context = self.browser.new_context(**USUAL | how)
        context.set_default_timeout(PATIENCE)
        context.add_init_script(FORGET)
        if SLOWER > 1:
            context.on("page", slow_down)
        context.new_page()  # a window without a tab would close
        return context

    def take_back(self, context: BrowserContext, **how: Any) -> None:
        """Close the tabs of a test, and the window that has waited longest."""
        for page in context.pages[1:]:
            page.close()
        context.clear_cookies()
        self.kept.append((json.dumps(USUAL | how, sort_keys=True), context))
        if len(self.kept) > KEPT:
            self.kept.pop(0)[1].close()


def slow_down(page: Page) -> None:
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
