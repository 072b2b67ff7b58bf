"""Browser tests: one Chromium for all of them, a fresh visitor for each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.browser.chromium import FLAGS, present
from tests.browser.stillness import PATIENCE
from tests.browser.visitor import Visitor
from tests.server import Server

FAILED = pytest.StashKey[bool]()
HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test in this folder drives a browser."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    report = yield
    item.stash[FAILED] = item.stash.get(FAILED, False) or report.failed
    return report


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for the whole session."""
    path = present()
    assert path, "No Chromium: `make test` installs one, or put the path of one into CHROMIUM."
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def new_visitor(
    chromium: Browser, server: Server, request: pytest.FixtureRequest, tmp_path: Path
) -> Iterator[Callable[..., Visitor]]:
    """Make visitors: `new_visitor(color_scheme="dark", locale="zh-CN", viewport={...}, at=another_server)`.

    When the test fails, the report shows the server's log and where the screenshots are.
    """
    visitors: list[tuple[Visitor, Server]] = []

    def make(at: Server = server, **how: Any) -> Visitor:
        context = chromium.new_context(**{"locale": "en-US", "viewport": {"width": 1280, "height": 900}} | how)
        context.set_default_timeout(PATIENCE)
        visitors.append((Visitor(context.new_page(), at.url), at))
        return visitors[-1][0]

    yield make
    for number, (visitor, at) in enumerate(visitors):
        if request.node.stash.get(FAILED, False):
            picture = tmp_path / f"visitor{number}.png"
            visitor.page.screenshot(path=picture)
            print(f"\nscreenshot: {picture}\naddress: {visitor.page.url}\nconsole: {visitor.errors}\nserver: {at.log}")
        visitor.page.context.close()


@pytest.fixture
def visitor(new_visitor: Callable[..., Visitor]) -> Visitor:
    """A visitor with an English browser, a light theme and a wide window."""
    return new_visitor()
