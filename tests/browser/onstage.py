"""Somebody before a stage: what it says, where its points lie on the page, and a hand on its start."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

from tests.browser.stillness import settled
from tests.browser.visitor import Visitor

FIRST = "[...(globalThis.__stages?.values() ?? [])][0]"


class OnStage:
    """A stage on a page: the first one, or another that an expression of the browser finds."""

    def __init__(self, page: Page, which: str = FIRST) -> None:
        self.page, self.which = page, which

    def settled(self) -> None:
        """Nothing moves any more; the clock may be about to write where it rests."""
        settled(self.page, "rest")

    def get(self, expression: str) -> Any:
        """What the stage, its `scene`, `clock` and `panels` say once nothing moves any more."""
        self.settled()
        return self._evaluated(expression)

    def _evaluated(self, expression: str) -> Any:
        return self.page.evaluate(
            f"(() => {{ const stage = {self.which}, {{ scene, clock, panels }} = stage; return {expression}; }})()"
        )

    def wait_for(self, condition: str) -> None:
        """Wait until the stage is there and this is true of it."""
        self.page.wait_for_function(
            f"""() => {{
              const stage = {self.which};
              if (!stage?.clock) return false;
              const {{ scene, clock, panels }} = stage;
              return {condition};
            }}"""
        )

    def seek(self, k: int) -> None:
        """The clock stands at step k, and everything shows it."""
        self._evaluated(f"(clock.seek({k}), 0)")
        self.settled()

    def slowly(self) -> None:
        """What plays goes on for so long that there is time to look."""
        self._evaluated("clock.speed = 0.25")

    @property
    def at(self) -> int:
        """The step that is shown."""
        return int(self.get("scene.at"))

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the surface lies on the page."""
        left, top = self.get(
            f"(({{ left, top }}) => [left + panels.map.frame.toX({x}), top + panels.map.frame.toY({y})])"
            "(panels.map.front.getBoundingClientRect())"
        )
        return left, top

    def hold_start_at(self, x: float, y: float) -> None:
        """Take the start by its handle and hold it at a point of the surface."""
        self.page.mouse.move(*self.place(*self.get("scene.start")))
        self.page.mouse.down()
        self.page.mouse.move(*self.place(x, y), steps=8)


class Desk(OnStage):
    """A page of the app with a stage on it, and a visitor who sits there."""

    def __init__(self, visitor: Visitor, address: str) -> None:
        super().__init__(visitor.page)
        self.visitor = visitor
        self.open(address)

    def open(self, address: str) -> None:
        self.visitor.open(address)
        self._sit_down()

    def reload(self) -> None:
        self.page.reload()
        self.visitor.wait_for_runs(1)
        self._sit_down()

    def _sit_down(self) -> None:
        """The stage shows runs, and nothing is left to be said."""
        self.wait_for("scene.runs.length")
        self.visitor.settled()
