"""A visitor with a browser, who counts what the app does: script runs, messages, errors."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import ConsoleMessage, Page, WebSocket, expect

# Reading the state of the script is too late: it says "notRunning" before a run has begun. Ends are counted.
COUNT_RUNS = """
window.finishedRuns = 0;
const watch = (app) => {
  let last = app.getAttribute("data-test-script-state");
  new MutationObserver(() => {
    const now = app.getAttribute("data-test-script-state");
    if (now === "notRunning" && last !== now) window.finishedRuns += 1;
    last = now;
  }).observe(app, {attributes: true, attributeFilter: ["data-test-script-state"]});
};
const find = new MutationObserver(() => {
  const app = document.querySelector("[data-test-script-state]");
  if (app) { find.disconnect(); watch(app); }
});
find.observe(document, {childList: true, subtree: true});
"""


@dataclass
class Frames:
    """Websocket messages since the page was opened, in bytes each."""

    sent: list[int] = field(default_factory=list)
    received: list[int] = field(default_factory=list)


@dataclass
class Visitor:
    """A browser page on the app, and what was counted on it."""

    page: Page
    url: str
    frames: Frames = field(default_factory=Frames)
    errors: list[str] = field(default_factory=list)  # what the console and the page complained about
    abroad: list[str] = field(default_factory=list)  # requests to other hosts

    def __post_init__(self) -> None:
        self.page.add_init_script(COUNT_RUNS)
        self.page.on("websocket", self._count_frames)
        self.page.on("console", self._note_console)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("request", lambda request: self._note_request(request.url))

    def _count_frames(self, socket: WebSocket) -> None:
        socket.on("framesent", lambda payload: self.frames.sent.append(len(payload)))
        socket.on("framereceived", lambda payload: self.frames.received.append(len(payload)))

    def _note_console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.errors.append(message.text)

    def _note_request(self, url: str) -> None:
        if not url.startswith((self.url, self.url.replace("http", "ws", 1), "data:", "blob:")):
            self.abroad.append(url)

    @property
    def finished_runs(self) -> int:
        """How many script runs have ended since the page was opened."""
        return int(self.page.evaluate("window.finishedRuns"))

    def open(self, address: str = "/") -> Visitor:
        """Go to an address of the app and wait until its first script run has ended."""
        self.page.goto(self.url + address)
        self.wait_for_runs(1)
        return self

    def wait_for_runs(self, count: int) -> None:
        """Wait until at least so many script runs have ended and none is under way."""
        self.page.wait_for_function(
            """count => window.finishedRuns >= count &&
               document.querySelector("[data-test-script-state=notRunning]")""",
            arg=count,
        )

    @contextmanager
    def rerun(self) -> Iterator[None]:
        """What is done inside makes the script run; wait until such a run has ended."""
        before = self.finished_runs
        yield
        self.wait_for_runs(before + 1)

    def sees(self, text: str, *, exact: bool = False) -> None:
        """Fail unless this text becomes visible."""
        expect(self.page.get_by_text(text, exact=exact).first).to_be_visible()

    def sees_heading(self, text: str) -> None:
        """Fail unless this heading becomes visible."""
        expect(self.page.get_by_role("heading", name=text, exact=True).first).to_be_visible()
