"""Side by side in a browser: one clock for every stage, and starts and views that move together."""

from __future__ import annotations

import re
from collections.abc import Callable

import numpy as np
import pytest
from playwright.sync_api import expect

from experiments.budget import affordable
from experiments.comparison import Comparison
from tests.browser.onstage import OnStage
from tests.browser.visitor import Visitor

LINK = "/compare?a=surface=himmelblau;run=adam;run=bfgs&b=surface=himmelblau;run=gradient_descent;run=newton&amount=120"
PLAYER, *PANELS = range(3)

READY = "() => globalThis.__stages?.size >= 3 && [...globalThis.__stages.values()].every((stage) => stage.clock)"
TALL = {"width": 1280, "height": 2600}  # the whole page is in sight


def opened(visitor: Visitor, link: str = LINK) -> Visitor:
    visitor.open(link)
    visitor.page.wait_for_function(READY)
    visitor.settled()
    return visitor


def get(visitor: Visitor, panel: int, what: str):
    """Something of a stage, when nothing moves any more."""
    return OnStage(visitor.page, stage(panel)).get(what)


def stage(place: int) -> str:
    """The player, or the panel with this letter of the alphabet, in the words of the browser."""
    wanted = "panels.length === 0" if place == PLAYER else f"letter === '{chr(64 + place)}'"
    return f"[...globalThis.__stages.values()].find((stage) => stage.scene.header.{wanted})"


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
    OnStage(visitor.page).slowly()
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


def test_one_place_says_why_for_the_panel_touched_last_and_asks_nobody(new_visitor: Callable[..., Visitor]):
    visitor = opened(new_visitor(viewport=TALL), f"{LINK}&at=3")
    visitor.page.wait_for_load_state("networkidle")
    expect(visitor.page.locator(".anatomy")).to_have_count(1)
    place, sent = visitor.page.locator(".stage-explainer:visible"), len(visitor.frames.sent)
    expect(place.locator(".anatomy-title")).to_have_text("Adam: step 3 → 4")
    place.get_by_role("combobox").select_option(label="BFGS")
    expect(place.locator(".anatomy-title")).to_have_text("BFGS: step 3 → 4")
    assert get(visitor, PANELS[0], "scene.selected === scene.runs[1].id")
    place.get_by_role("button", name="B · Himmelblau").click()
    expect(place.locator(".anatomy-title")).to_have_text("Gradient descent: step 3 → 4")
    visitor.page.keyboard.press("ArrowRight")
    expect(place.locator(".anatomy-title")).to_have_text("Gradient descent: step 4 → 5")
    visitor.page.locator(".card-title", has_text="Newton").click()
    expect(place.locator(".anatomy-title")).to_have_text("Newton: step 4 → 5")
    (trace,) = Comparison.from_query(LINK.removeprefix("/compare?"))[0].shown(1).only(1).run()
    visitor.settled()
    shown = place.locator("[data-field='next x'] .anatomy-value").inner_text()
    x, y = (float(number.replace("−", "-")) for number in shown.strip("()").split(","))
    assert [x, y] == pytest.approx(trace.x[5], rel=1e-3)
    assert len(visitor.frames.sent) == sent
    assert visitor.errors == []


def test_under_a_budget_the_inspector_and_the_curvature_speak_of_steps(new_visitor: Callable[..., Visitor]):
    visitor = opened(new_visitor(viewport=TALL), f"{LINK}&budget=value&at=9")
    visitor.page.locator(".card-title", has_text="BFGS").click()
    visitor.page.locator(".stage").nth(PANELS[0]).get_by_role("tab", name="Curvature").click()
    comparison, _ = Comparison.from_query(LINK.removeprefix("/compare?") + "&budget=value")
    (trace,) = comparison.shown(0).only(1).run()
    step = int(affordable(trace, comparison.weights, np.array([9]))[0])
    assert 0 < step < 9
    expect(visitor.page.locator(".stage-explainer:visible .anatomy-title")).to_have_text(
        f"BFGS: step {step} → {step + 1}"
    )
    drawn = get(visitor, PANELS[0], "panels.curve.view('curvature').drawn")
    assert drawn["k"] == step
    low, high = np.linalg.eigvalsh(comparison.shown(0).problem().hess(trace.x[step]))
    assert [drawn["low"], drawn["high"]] == pytest.approx([low, high], rel=1e-5)
    assert visitor.errors == []


def test_a_run_is_not_explained_beyond_its_budget(new_visitor: Callable[..., Visitor]):
    visitor = opened(new_visitor(viewport=TALL), f"{LINK.replace('amount=120', 'amount=7')}&budget=value")
    comparison, _ = Comparison.from_query(LINK.removeprefix("/compare?").replace("120", "7") + "&budget=value")
    (trace,) = comparison.shown(0).only(1).run()
    step = int(affordable(trace, comparison.weights, np.array([7]))[0])
    visitor.page.locator(".card-title", has_text="BFGS").click()
    assert 0 < step < 7
    expect(visitor.page.locator(".stage-explainer:visible .anatomy-title")).to_have_text(
        f"BFGS: step {step - 1} → {step}"
    )


def test_the_player_speaks_for_every_panel(visitor: Visitor):
    opened(visitor, f"{LINK}&at=3")
    status = visitor.page.locator(".stage-transport [role=status]:visible, .transport [role=status]").first
    expect(status).to_have_text(re.compile(r"Step 3 of 120 · A: Adam .*, BFGS .* · B: Gradient descent .*, Newton "))
    visitor.page.keyboard.press("End")
    expect(status).to_have_text(re.compile("A: .*BFGS converged after .* B: .*Newton converged after"))


def test_keys_work_while_the_panels_are_out_of_sight(visitor: Visitor):
    opened(visitor, f"{LINK}&at=3")
    visitor.page.locator(".stage-map:visible").first.click(position={"x": 5, "y": 5})
    visitor.page.locator(".stage-explainer:visible").scroll_into_view_if_needed()
    visitor.page.mouse.wheel(0, 4000)
    expect(visitor.page.locator(".stage-map:visible").first).not_to_be_in_viewport()
    expect(visitor.page.get_by_role("slider", name="Step", exact=True)).to_be_in_viewport()  # the player stays
    visitor.page.keyboard.press("ArrowRight")
    assert ats(visitor) == [4] * 3
    visitor.page.keyboard.press("Home")
    assert ats(visitor) == [0] * 3


def test_every_picture_of_every_stage_has_words(visitor: Visitor):
    opened(visitor)
    for canvas in visitor.page.locator(".stage canvas").all():
        hidden = canvas.get_attribute("aria-hidden") == "true"
        assert hidden or (canvas.get_attribute("role") == "img" and canvas.get_attribute("aria-label"))
    names = [stage.get_attribute("aria-label") for stage in visitor.page.locator(".stage").all()]
    assert names == ["Player", "Panel A: Himmelblau", "Panel B: Himmelblau", "Why this step?"]


def test_no_gap_is_left_below_the_panels_in_a_tall_window(new_visitor: Callable[..., Visitor]):
    visitor = opened(new_visitor(viewport=TALL))
    below = visitor.page.locator(".stage-explainer:visible").bounding_box()
    cards = visitor.page.locator(".stage-cards:visible").last.bounding_box()
    assert below and cards
    assert 0 < below["y"] - (cards["y"] + cards["height"]) < 100


def test_full_screen_shows_the_whole_comparison(visitor: Visitor):
    opened(visitor)
    visitor.page.get_by_role("button", name="Full screen").click()
    visitor.page.wait_for_function("document.fullscreenElement === document.documentElement")
    assert visitor.errors == []


def test_the_address_can_be_read_after_a_knob_was_moved(visitor: Visitor):
    opened(visitor)
    with visitor.rerun():
        visitor.page.locator(".stage-cards:visible input[type=range]").first.press("PageDown")
    visitor.page.wait_for_function("location.search.includes('surface=himmelblau;run=adam(lr=')")


def test_a_panel_can_be_added_explained_and_removed_again(new_visitor: Callable[..., Visitor]):
    visitor = opened(new_visitor(viewport={"width": 1280, "height": 3600}))
    with visitor.rerun():
        visitor.page.get_by_role("button", name="Add a panel").click()
    tabs = visitor.page.locator(".explainer-tabs button")
    expect(tabs).to_have_text(["A · Himmelblau", "B · Himmelblau", "C · Himmelblau"])
    tabs.nth(2).click()
    expect(tabs.nth(2)).to_have_attribute("aria-pressed", "true")
    with visitor.rerun():
        visitor.page.get_by_role("button", name="Remove this panel").nth(2).click()
    expect(tabs).to_have_text(["A · Himmelblau", "B · Himmelblau"])
    expect(tabs.first).to_have_attribute("aria-pressed", "true")
    assert visitor.errors == []
