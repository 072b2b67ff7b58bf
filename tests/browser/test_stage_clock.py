"""One clock: playing, stepping and scrubbing move every panel, write the address, and send nothing."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.stage_alone import Stage

LINK = "surface=himmelblau&run=adam(lr=0.05)&run=gradient_descent&steps=120&at=40"


@pytest.fixture
def stage(page: Page) -> Stage:
    return Stage(page, LINK, f"?{LINK}")


def test_the_stage_opens_at_the_step_of_the_link(stage: Stage) -> None:
    assert stage.at == 40
    expect(stage.page.get_by_role("slider", name="Step", exact=True)).to_have_attribute(
        "aria-valuetext", "Step 40 of 120"
    )


def test_without_a_step_in_the_link_the_end_is_shown(page: Page) -> None:
    assert Stage(page, "steps=70").at == 70


KEYS = [
    ("ArrowRight", 41),
    ("ArrowLeft", 39),
    ("Shift+ArrowRight", 50),
    ("Shift+ArrowLeft", 30),
    ("PageDown", 41),
    ("PageUp", 39),
    ("Home", 0),
    ("End", 120),
]


@pytest.mark.parametrize(("key", "step"), KEYS)
def test_keys_move_the_clock_without_a_click_before(stage: Stage, key: str, step: int) -> None:
    stage.page.keyboard.press(key)
    assert stage.at == step


def test_the_clock_stops_at_both_ends(stage: Stage) -> None:
    stage.page.keyboard.press("Home")
    stage.page.keyboard.press("ArrowLeft")
    assert stage.at == 0
    stage.page.keyboard.press("End")
    stage.page.keyboard.press("ArrowRight")
    assert stage.at == 120


def test_a_person_who_types_elsewhere_does_not_move_the_clock(stage: Stage) -> None:
    stage.page.locator("#field").fill("ab")
    for key in ("ArrowLeft", "Home", "Space", "PageUp"):
        stage.page.keyboard.press(key)
    assert stage.at == 40
    assert not stage.get("clock.playing")


def test_space_plays_and_space_pauses(stage: Stage) -> None:
    stage.slowly()
    stage.page.keyboard.press("Space")
    stage.wait_for("scene.at > 43")
    expect(stage.page.get_by_role("button", name="Pause")).to_be_visible()
    stage.page.keyboard.press("Space")
    stood = stage.at
    assert stage.at == stood > 43
    assert stage.edits == []


def test_the_space_bar_plays_while_a_knob_has_the_focus_and_arrows_still_move_the_knob(stage: Stage) -> None:
    knob = stage.page.locator(".stage-cards input[type=range]").first
    knob.focus()
    before = knob.input_value()
    stage.slowly()
    stage.page.keyboard.press("Space")
    assert stage.get("clock.playing")
    stage.page.keyboard.press("Space")
    assert not stage.get("clock.playing")
    stood = stage.at
    stage.page.keyboard.press("ArrowRight")
    expect(knob).not_to_have_value(before)
    assert stage.at == stood


def test_arrows_step_while_a_box_has_the_focus_and_space_ticks_it(stage: Stage) -> None:
    stage.page.get_by_role("button", name="Geometry of the step").click()
    box = stage.page.get_by_role("checkbox", name="quadratic model")
    box.focus()
    stage.page.keyboard.press("ArrowRight")
    assert stage.at == 41
    stage.page.keyboard.press("Space")
    expect(box).to_be_checked()
    assert not stage.get("clock.playing")


def test_playing_ends_when_nothing_moves_any_more(page: Page) -> None:
    stage = Stage(page, "surface=himmelblau&run=newton&run=bfgs&steps=300")
    last = stage.get("Math.max(...scene.runs.map((run) => run.record.last))")
    assert last < 100
    stage.page.get_by_label("Speed").select_option("8")
    stage.page.keyboard.press("Space")
    stage.wait_for("!clock.playing")
    assert stage.at == last


def test_resting_writes_the_step_into_the_address_and_leaves_the_rest_as_it_was(stage: Stage) -> None:
    stage.page.keyboard.press("ArrowRight")
    stage.page.wait_for_url(f"**/?{LINK.replace('at=40', 'at=41')}")
    stage.page.keyboard.press("End")
    stage.page.wait_for_url(f"**/?{LINK.removesuffix('&at=40')}")
    assert stage.edits == []


def test_scrubbing_moves_every_panel_and_sends_nothing(stage: Stage) -> None:
    before = (
        stage.page.locator(".stage-map canvas").last.screenshot(),
        stage.page.locator(".stage-curve canvas").last.screenshot(),
    )
    stage.page.get_by_role("slider", name="Step", exact=True).fill("7")
    assert stage.at == 7
    after = (
        stage.page.locator(".stage-map canvas").last.screenshot(),
        stage.page.locator(".stage-curve canvas").last.screenshot(),
    )
    assert before[0] != after[0] and before[1] != after[1]
    assert stage.edits == []


def test_a_screen_reader_hears_the_step_and_every_run(stage: Stage) -> None:
    expect(stage.page.get_by_role("status").filter(has_text="Step 40 of 120 · Adam ")).to_contain_text(
        "· Gradient descent"
    )


def test_whoever_watches_the_end_still_watches_it_when_the_run_gets_longer(page: Page) -> None:
    stage = Stage(page, "steps=70")
    stage.feed(stage.experiment_of("steps=90"))
    assert stage.at == 90


def test_every_button_has_a_name(stage: Stage) -> None:
    unnamed = """(root) => [...root.querySelectorAll("button")]
        .filter((button) => !(button.getAttribute("aria-label") || button.textContent.trim())).length"""
    assert stage.page.locator(".stage").evaluate(unnamed) == 0
