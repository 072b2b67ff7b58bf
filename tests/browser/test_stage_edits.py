"""Edits: everything moves in the hand, one document is sent on letting go, and all of it can be undone."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from experiments import Experiment
from tests.browser.stage_alone import Stage

LINK = "surface=himmelblau&start=0,0&run=adam(lr=0.05)&run=gradient_descent&run=bfgs&steps=80"


@pytest.fixture
def stage(page: Page) -> Stage:
    return Stage(page, LINK)


def iterates(stage: Stage, run: int) -> np.ndarray:
    return np.array(stage.get(f"[...scene.runs[{run}].record.x]")).reshape(-1, 2)


def document(stage: Stage) -> Experiment:
    """The experiment of the last edit, through the same door as links."""
    experiment, notes = Experiment.from_document(stage.edits[-1])
    assert not notes, notes
    return experiment


def test_dragging_the_start_runs_everything_again_and_sends_nothing_until_release(stage: Stage) -> None:
    stage.hold_start_at(-2.0, 1.5)
    assert stage.edits == []
    start = stage.get("scene.start")
    assert np.allclose(start, (-2.0, 1.5), atol=0.03)
    traces = replace(stage.experiment, start=tuple(start)).run()
    for i, trace in enumerate(traces):
        assert np.allclose(iterates(stage, i), trace.x, rtol=1e-9, atol=1e-9), i
    stage.page.mouse.up()
    assert len(stage.edits) == 1
    assert document(stage) == replace(stage.experiment, start=tuple(start))


def test_a_click_on_the_map_moves_the_start_there(stage: Stage) -> None:
    stage.page.mouse.click(*stage.place(2, -3))
    assert np.allclose(stage.edits[-1]["start"], (2, -3), atol=0.03)


def test_a_start_has_no_more_digits_than_a_pixel_can_tell(stage: Stage) -> None:
    stage.page.mouse.click(*stage.place(1 / 3, 2 / 3))
    assert all(len(str(abs(value)).split(".")[-1]) <= 2 for value in stage.edits[-1]["start"])


def test_arrow_keys_on_the_handle_move_the_start_and_not_the_clock(stage: Stage) -> None:
    at = stage.at
    stage.page.locator(".map-handle").focus()
    stage.page.keyboard.press("ArrowRight")
    assert stage.at == at
    (edit,) = stage.edits
    assert edit["start"][0] > 0 and edit["start"][1] == 0


def test_a_knob_moves_its_run_in_the_hand_and_is_sent_when_let_go(stage: Stage) -> None:
    slider = stage.page.locator("[data-run=r1] input[type=range]").first
    slider.scroll_into_view_if_needed()
    stage.settled()
    box = slider.bounding_box()
    assert box
    middle = box["y"] + box["height"] / 2
    stage.page.mouse.move(box["x"] + box["width"] * 0.3, middle)
    stage.page.mouse.down()
    stage.page.mouse.move(box["x"] + box["width"] * 0.8, middle, steps=4)
    assert stage.edits == []
    lr = stage.get("scene.runs[0].values.lr")
    assert lr != 0.05
    adam, *others = stage.experiment.entries
    wanted = replace(stage.experiment, entries=(replace(adam, knobs={"lr": lr}), *others))
    assert np.allclose(iterates(stage, 0), wanted.run()[0].x, rtol=1e-9, atol=1e-9)
    stage.page.mouse.up()
    assert document(stage).entries[0].knobs["lr"] == lr


def test_undo_and_redo_walk_through_the_edits_and_tell_python(stage: Stage) -> None:
    stage.page.mouse.click(*stage.place(2, -3))
    moved = stage.get("scene.start")
    stage.page.keyboard.press("Control+z")
    assert stage.get("scene.start") == [0, 0]
    assert document(stage) == stage.experiment
    stage.page.keyboard.press("Control+y")
    assert stage.get("scene.start") == moved
    stage.page.keyboard.press("Control+z")
    stage.page.keyboard.press("Control+Shift+z")
    assert stage.get("scene.start") == moved
    assert [edit["serial"] for edit in stage.edits] == sorted({edit["serial"] for edit in stage.edits})


def test_what_python_changes_can_be_undone_too(stage: Stage) -> None:
    stage.feed(replace(stage.experiment, start=(1.0, 1.0)))
    stage.page.keyboard.press("Control+z")
    assert stage.get("scene.start") == [0, 0]


def test_an_answer_that_a_later_edit_has_overtaken_changes_nothing(stage: Stage) -> None:
    stage.page.mouse.click(*stage.place(2, -3))
    first = document(stage)
    stage.page.mouse.click(*stage.place(-3, 2))
    second = stage.get("scene.start")
    stage.feed(first)
    assert stage.get("scene.start") == second
    stage.feed(document(stage))
    assert stage.get("scene.start") == second
    assert stage.get("stage.story.canRedo") is False


def test_an_answer_does_not_take_the_start_out_of_the_hand(stage: Stage) -> None:
    stage.page.mouse.click(*stage.place(2, -3))
    answer = document(stage)
    stage.hold_start_at(-1, -1)
    held = stage.get("scene.start")
    stage.feed(answer)
    assert stage.get("scene.start") == held
    stage.page.mouse.up()
    assert stage.edits[-1]["start"] == held


def test_hiding_and_removing_a_run_are_edits(stage: Stage) -> None:
    stage.page.get_by_role("button", name="Hide: Gradient descent").click()
    assert [entry.hidden for entry in document(stage).entries] == [False, True, False]
    stage.page.locator("[data-run=r2]").get_by_role("button", name="Remove").click()
    assert [entry.method for entry in document(stage).entries] == ["adam", "bfgs"]


def test_a_twin_is_a_run_of_its_own(stage: Stage) -> None:
    stage.page.locator("[data-run=r1]").get_by_role("button", name="Duplicate").click()
    assert [entry.method for entry in document(stage).entries] == ["adam", "gradient_descent", "bfgs", "adam"]
    stage.get("stage.scene.runs[3].values.lr = 0.9")
    assert stage.get("scene.runs[0].values.lr") == 0.05
    assert len(set(stage.get("scene.runs.map((run) => run.id)"))) == 4


def test_a_stage_that_is_not_editable_only_plays(stage: Stage) -> None:
    stage.feed(stage.experiment, editable=False)
    stage.page.mouse.click(*stage.place(2, -3))
    assert stage.edits == []
    stage.page.keyboard.press("Home")
    assert stage.at == 0


def test_the_browser_and_python_agree_on_what_is_shown(stage: Stage) -> None:
    expect(stage.page.locator(".difference")).to_have_text("Δ 0")
