"""The modules of the stage one at a time, as they are, each on a small page beside these tests."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, Route

HERE = Path(__file__).parent
STAGE = HERE.parent.parent / "ui" / "stage"
KINDS = {".js": "text/javascript", ".css": "text/css", ".html": "text/html"}
ADDRESS = "http://bench.test/"


def put_on_bench(page: Page, name: str, answers: dict[str, Callable[[], bytes]] | None = None) -> Page:
    """Open `name`.html, which may ask for more than files: `answers` says what."""

    def serve(route: Route) -> None:
        asked = route.request.url.removeprefix(ADDRESS)
        file = STAGE / asked if asked.startswith(("js/", "css/")) else HERE / asked
        if answers and asked in answers:
            route.fulfill(body=answers[asked]())
        elif file.is_file():
            route.fulfill(path=file, content_type=KINDS[file.suffix])
        else:
            route.fulfill(status=404)

    page.route(f"{ADDRESS}**", serve)
    page.goto(f"{ADDRESS}{name}.html")
    page.wait_for_function("window.ready")
    return page
