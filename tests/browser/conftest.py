"""Browser tests: one Chromium for all of them, a fresh visitor for each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.browser.chromium import FLAGS, present
from tests.browser.stillness import PATIENCE
from tests.browser.visitor import Visitor
from tests.browser.windows import Windows
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


@pytest.fixture(scope="session")
def windows(chromium: Browser) -> Windows:
    return Windows(chromium)


@pytest.fixture
def new_context(windows: Windows) -> Iterator[Callable[..., BrowserContext]]:
    """Make browser contexts; they end with the test."""
    lent: list[tuple[BrowserContext, dict[str, Any]]] = []

    def make(**how: Any) -> BrowserContext:
        lent.append((windows.lend(**how), how))
        return lent[-1][0]

    yield make
    for context, how in lent:
        windows.take_back(context, **how)


@pytest.fixture
def new_page(new_context: Callable[..., BrowserContext]) -> Iterator[Callable[..., Page]]:
    """Make pages that need no server; an error of their scripts fails the test."""
    errors: list[str] = []

    def make(**how: Any) -> Page:
        page = new_context(**how).new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        return page

    yield make
    assert errors == []


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """A page for a stage alone."""
    return new_page(viewport={"width": 1200, "height": 900})


@pytest.fixture
def new_visitor(
    new_context: Callable[..., BrowserContext], server: Server, request: pytest.FixtureRequest, tmp_path: Path
) -> Iterator[Callable[..., Visitor]]:
    """Make visitors: `new_visitor(color_scheme="dark", locale="zh-CN", viewport={...}, at=another_server)`.

    When the test fails, the report shows the server's log and where the screenshots are.
    """
    visitors: list[tuple[Visitor, Server]] = []

    def make(at: Server = server, **how: Any) -> Visitor:
        visitors.append((Visitor(new_context(**how).new_page(), at.url), at))
        return visitors[-1][0]

    yield make
    for number, (visitor, at) in enumerate(visitors):
        if request.node.stash.get(FAILED, False):
            picture = tmp_path / f"visitor{number}.png"
            visitor.page.screenshot(path=picture)
            print(f"\nscreenshot: {picture}\naddress: {visitor.page.url}\nconsole: {visitor.errors}\nserver: {at.log}")


@pytest.fixture
def visitor(new_visitor: Callable[..., Visitor]) -> Visitor:
    """A visitor with an English browser, a light theme and a wide window."""
    return new_visitor()
