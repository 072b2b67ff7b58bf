"""Side by side in a browser: one clock for every stage, and starts and views that move together."""

from __future__ import annotations

import numpy as np
import pytest
from playwright.sync_api import expect

from experiments.budget import affordable
from experiments.comparison import Comparison
from tests.browser.visitor import Visitor

LINK = "/compare?a=surface=himmelblau;run=adam;run=bfgs&b=surface=himmelblau;run=gradient_descent;run=newton&amount=120"
PLAYER, *PANELS = range(3)

READY = "() => globalThis.__stages?.size >= 3 && [...globalThis.__stages.values()].every((stage) => stage.clock)"
SETTLED = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


def opened(visitor: Visitor, link: str = LINK) -> Visitor:
    visitor.open(link)
    visitor.page.wait_for_function(READY)
    return visitor


def get(visitor: Visitor, panel: int, what: str):
    """Something of a stage, after two frames."""
    visitor.page.evaluate(SETTLED)
    return visitor.page.evaluate(f"() => {stage(panel)}.{what}")


def stage(place: int) -> str:
    """The stage at this place of the page, in the words of the browser: the player is the first."""
    order = "(a, b) => boxOf(a).top - boxOf(b).top || boxOf(a).left - boxOf(b).left"
    box = "const boxOf = (stage) => stage.root.getBoundingClientRect()"
    return f"(() => {{ {box}; return [...globalThis.__stages.values()].sort({order})[{place}] }})()"


def ats(visitor: Visitor) -> list[int]:
    return [get(visitor, panel, "scene.at") for panel in (PLAYER, *PANELS)]


def pictures(visitor: Visitor) -> list[bytes]:
    return [canvas.screenshot() for canvas in visitor.page.locator(".stage-map canvas:last-of-type").all()]


def test_one_player_moves_every_stage_and_sends_nothing(visitor: Visitor):
    opened(visitor)
    assert ats(visitor) == [120] * 3
    expect(visitor.page.get_by_role("button", name="Play", exact=True)).to_have_count(1)
    visitor.page.wait_for_load_state("networkidle")
    before, sent = pictures(visitor), len(visitor.frames.sent)
    visitor.page.get_by_role("slider", name="Step", exact=True).fill("7")
    assert ats(visitor) == [7] * 3
    after = pictures(visitor)
    assert len(before) == 2 and all(old != new for old, new in zip(before, after, strict=True))
    visitor.page.get_by_role("button", name="Play", exact=True).click()
    visitor.page.wait_for_function(f"() => {stage(PANELS[1])}.scene.at > 12")
    visitor.page.get_by_role("button", name="Pause", exact=True).click()
    at = ats(visitor)
    assert at[0] == at[1] == at[2] > 12
    visitor.page.keyboard.press("ArrowRight")
    assert ats(visitor) == [at[0] + 1] * 3
    visitor.page.wait_for_url(f"**&at={at[0] + 1}")
    assert len(visitor.frames.sent) == sent
    assert visitor.errors == []


def test_a_start_and_a_view_move_together_until_they_are_freed(visitor: Visitor):
    opened(visitor)
    with visitor.rerun():
        visitor.page.get_by_role("button", name="Start point").first.press("ArrowRight")
    starts = [get(visitor, panel, "scene.start") for panel in PANELS]
    assert starts[0] == starts[1] != [0, 0]
    visitor.page.get_by_role("button", name="Zoom in").first.click()
    views = [get(visitor, panel, "scene.view") for panel in PANELS]
    assert views[0] == views[1] is not None
    with visitor.rerun():
        visitor.page.get_by_text("Move together").click()
    with visitor.rerun():
        visitor.page.get_by_role("button", name="Start point").first.press("ArrowUp")
    free = [get(visitor, panel, "scene.start") for panel in PANELS]
    assert free[0] != free[1] == starts[1]
    assert visitor.errors == []


@pytest.mark.parametrize("budget", ["gradient", "value", "cost"])
def test_the_clock_counts_the_budget_as_python_does(visitor: Visitor, budget: str):
    link = LINK.removeprefix("/compare?") + f"&budget={budget}"
    comparison, _ = Comparison.from_query(link)
    opened(visitor, f"/compare?{link}")
    for i, panel in enumerate(PANELS):
        for k, trace in enumerate(comparison.shown(i).run()):
            steps = affordable(trace, comparison.weights, np.arange(121))
            assert get(visitor, panel, f"scene.runs.map((run) => [...run.record.steps])[{k}]") == steps.tolist()
