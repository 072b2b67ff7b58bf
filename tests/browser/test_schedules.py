"""A schedule on a run card: the path changes in the hand, the document carries it, and the card says the step size."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import unquote

import numpy as np
import pytest
from playwright.sync_api import Locator, Page, expect

from experiments import Entry, Experiment
from optim_core.schedules import SCHEDULES
from tests.browser.stage_alone import Stage
from tests.browser.visitor import Visitor

LINK = "surface=himmelblau&start=0,0&run=adam(lr=0.3)&run=lion(lr=0.2,weight_decay=0.1)&run=bfgs&steps=80"


@pytest.fixture
def stage(page: Page) -> Stage:
    return Stage(page, LINK)


def card(stage: Stage, run: str = "r1") -> Locator:
    return stage.page.locator(f"[data-run={run}]")


def choose(stage: Stage, schedule: str, run: str = "r1") -> None:
    card(stage, run).get_by_role("combobox", name="schedule").select_option(schedule)
    stage.settled()


def path(stage: Stage, run: int = 0) -> np.ndarray:
    return np.array(stage.get(f"[...scene.runs[{run}].record.x]")).reshape(-1, 2)


def document(stage: Stage) -> Experiment:
    """The experiment of the last edit, through the same door as links."""
    experiment, notes = Experiment.from_document(stage.edits[-1])
    assert not notes, notes
    return experiment


def under(stage: Stage, **knobs: object) -> Experiment:
    """What the stage was fed with, with other knobs on the first run."""
    return replace(stage.experiment, entries=(Entry("adam", knobs), *stage.experiment.entries[1:]))


@pytest.mark.parametrize("schedule", [key for key in SCHEDULES if key != "constant"])
def test_a_schedule_is_followed_at_once_and_no_answer_is_needed(stage: Stage, schedule: str) -> None:
    before = path(stage)
    choose(stage, schedule)
    own = {} if schedule == "amos_decay" else {"lr": 0.3}
    wanted = under(stage, **own, schedule=schedule)
    assert not np.allclose(path(stage), before, atol=1e-3)
    assert np.allclose(path(stage), wanted.run()[0].x, rtol=1e-9, atol=1e-9)
    assert len(stage.edits) == 1 and document(stage) == wanted


def test_a_knob_of_the_schedule_moves_the_path_and_is_sent_when_let_go(stage: Stage) -> None:
    choose(stage, "cosine")
    slider = card(stage).get_by_role("slider", name="T steps until the step size is lowest")
    slider.focus()
    stage.page.keyboard.down("PageDown")
    assert len(stage.edits) == 1
    horizon = stage.get("scene.runs[0].values.horizon")
    assert horizon < 80
    assert np.allclose(path(stage), under(stage, lr=0.3, schedule="cosine", horizon=horizon).run()[0].x, atol=1e-9)
    stage.page.keyboard.up("PageDown")
    assert document(stage) == under(stage, lr=0.3, schedule="cosine", horizon=horizon)


def test_undo_brings_the_constant_step_size_back_and_redo_the_schedule(stage: Stage) -> None:
    before = path(stage)
    choose(stage, "polynomial")
    after = path(stage)
    stage.page.locator(".stage").focus()
    stage.page.keyboard.press("Control+z")
    assert (path(stage) == before).all() and document(stage) == stage.experiment
    expect(card(stage).get_by_role("combobox", name="schedule")).to_have_value("constant")
    stage.page.keyboard.press("Control+y")
    assert (path(stage) == after).all() and document(stage) == under(stage, lr=0.3, schedule="polynomial")


def test_the_answer_of_python_is_recognised_as_one(stage: Stage) -> None:
    choose(stage, "warm_restarts")
    stage.feed(document(stage))
    assert stage.get("stage.story.canRedo") is False
    stage.page.locator(".stage").focus()
    stage.page.keyboard.press("Control+z")
    assert document(stage) == stage.experiment


def test_a_schedule_that_sets_knobs_itself_takes_their_place_on_the_card(stage: Stage) -> None:
    choose(stage, "amos_decay", "r2")
    names = [knob.get_attribute("data-knob") for knob in card(stage, "r2").locator("[data-knob]").all()]
    assert names == ["beta1", "beta2", "schedule", "alpha0", "sigma", "kappa", "q"]
    choose(stage, "constant", "r2")
    assert stage.get("scene.runs[1].values.weight_decay") == stage.get("scene.runs[1].defaults.weight_decay")


def test_a_method_without_a_step_size_offers_no_schedule(stage: Stage) -> None:
    expect(card(stage).get_by_role("combobox", name="schedule")).to_have_count(1)
    expect(card(stage, "r3").locator("[data-knob=schedule]")).to_have_count(0)


def test_another_schedule_begins_with_its_usual_knobs_and_reset_goes_back_to_none(stage: Stage) -> None:
    choose(stage, "step_decay")
    stage.get("stage.scene.runs[0].values.drop = 0.1")
    choose(stage, "exponential")
    assert stage.get("scene.runs[0].values.drop") == 0.99
    card(stage).get_by_role("button", name="Reset to defaults").click()
    assert document(stage) == replace(stage.experiment, entries=(Entry("adam"), *stage.experiment.entries[1:]))


def test_the_card_says_the_step_size_of_the_step_on_show(stage: Stage) -> None:
    choose(stage, "cosine")
    (trace, *_) = under(stage, lr=0.3, schedule="cosine").run()
    for k in (0, 20, 60):
        stage.seek(k)
        expect(card(stage).locator(".plan-now")).to_have_text(f"α = {trace.info['lr'][k]:.3g}")
    expect(card(stage).locator(".plan-curve")).to_have_attribute("aria-label", re.compile("0.3 in the first"))


def test_the_runs_of_one_method_are_told_apart_by_their_schedules(stage: Stage) -> None:
    card(stage).get_by_role("button", name="Duplicate").click()
    choose(stage, "cosine", "r4")
    assert stage.get("scene.runs.map((run) => run.caption)") == ["Adam Constant", "Lion", "BFGS", "Adam Cosine decay"]


def look_at_inspector(stage: Stage) -> None:
    stage.page.locator(".stage-inspector").scroll_into_view_if_needed()
    stage.settled()


def test_the_inspector_shows_how_the_step_size_came_about(stage: Stage) -> None:
    wanted = under(stage, lr=0.3, schedule="cosine", horizon=60)
    stage.feed(replace(wanted, at=20))
    trace = wanted.run()[0]
    look_at_inspector(stage)
    row = stage.page.locator(".anatomy-row[data-field='info lr']")
    expect(row.locator(".anatomy-value")).to_have_text(f"{trace.info['lr'][20]:.4g}")
    said = "Half a wave, down to 0 % of the step size at step 60. At step 20 it is at 75 %."
    expect(row.locator(".anatomy-says")).to_have_text(said)
    assert {"0.3", "20", "60"} <= set(row.locator(".anatomy-right mn").all_text_contents())
    step = stage.page.locator(".anatomy-row[data-field='next x'] .anatomy-right")
    expect(step).to_contain_text(f"{trace.info['lr'][20]:.4g}")


def test_what_only_a_schedule_computes_is_shown_in_the_inspector_too(stage: Stage) -> None:
    stage.feed(replace(under(stage, lr=0.3, schedule="warm_restarts", period=10), at=35))
    look_at_inspector(stage)
    for name, value in {"rounds": "2", "length": "40"}.items():
        expect(stage.page.locator(f".anatomy-row[data-field='plan {name}'] .anatomy-value")).to_have_text(value)


def test_sentences_speak_of_the_step_size_of_this_step(stage: Stage) -> None:
    adan = Experiment.from_query("surface=rosenbrock&run=adan(schedule=cosine)&steps=50&at=20")[0]
    stage.feed(adan)
    sentences = stage.page.locator(".anatomy-says", has_text="in units of")
    lowered = "says => says.map((each) => [...each.querySelectorAll('sub')].map((sub) => sub.textContent).join())"
    stage.settled()
    assert sentences.evaluate_all(lowered) == ["t"]


def test_on_the_page_a_schedule_goes_into_the_link_and_undo_takes_it_out(visitor: Visitor) -> None:
    visitor.open("/playground?surface=himmelblau&run=adam&steps=60")
    choice = visitor.page.get_by_role("combobox", name="schedule", exact=True)
    with visitor.rerun():
        choice.select_option("cosine")
    visitor.page.wait_for_url(lambda url: "run=adam(schedule=cosine)" in unquote(url))
    with visitor.rerun():
        visitor.page.locator(".stage").focus()
        visitor.page.keyboard.press("Control+z")
    visitor.page.wait_for_url(lambda url: "schedule" not in url)
    expect(choice).to_have_value("constant")
    assert visitor.errors == []
