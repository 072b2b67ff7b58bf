"""A visitor with a browser, who counts what the app does: script runs, messages, errors."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import ConsoleMessage, Page, WebSocket, expect

from tests.browser.stillness import settled

# A run can be too short to be seen on the page, so its messages are counted: field 11 of what is sent asks for a run;
# field 6 of what comes back, behind where it belongs (field 2), says that one has ended, with a 2 if it was cut short.
COUNT_RUNS = """
Object.assign(window, { finishedRuns: 0, runIsDue: false });
window.WebSocket = class extends WebSocket {
  constructor(...where) {
    super(...where);
    this.addEventListener("message", ({ data }) => {
      const bytes = new Uint8Array(data), begin = bytes[0] === (2 << 3 | 2) ? 2 + bytes[1] : 0;
      if (bytes.length !== begin + 2 || bytes[begin] !== 6 << 3 || bytes[begin + 1] === 2) return;
      window.finishedRuns += 1;
      window.runIsDue = false;
    });
  }
  send(data) {
    window.runIsDue ||= data[0] === (11 << 3 | 2);
    super.send(data);
  }
};
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
        """Wait until at least so many script runs have ended, none is due, and the page shows what they said."""
        self.page.wait_for_function("count => window.finishedRuns >= count && !window.runIsDue", arg=count)
        self.settled()

    def settled(self) -> None:
        """Wait until nothing on the page is due any more."""
        settled(self.page)

    @contextmanager
    def rerun(self) -> Iterator[None]:
        """What is done inside makes the script run; wait until such a run has ended."""
        self.settled()
        before = self.finished_runs
        yield
        self.wait_for_runs(before + 1)

    def sees(self, text: str, *, exact: bool = False) -> None:
        """Fail unless this text becomes visible."""
        expect(self.page.get_by_text(text, exact=exact).first).to_be_visible()

    def sees_heading(self, text: str) -> None:
        """Fail unless this heading becomes visible."""
        expect(self.page.get_by_role("heading", name=text, exact=True).first).to_be_visible()
