"""Taken home: one file, opened from the disk with the network off, in which everything still moves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from experiments import Experiment
from optim_core import METHODS, run
from optim_core.schedules import SCHEDULES, scheduled
from surfaces import SURFACES
from tests.browser.onstage import OnStage
from ui.language import in_language
from ui.stage.standalone import standalone_page

LINK = "surface=himmelblau&start=0,0&run=adam&run=gradient_descent(lr=0.005)&run=bfgs&run=lbfgs&steps=60"


@pytest.fixture
def saved(new_page: Callable[..., Page], tmp_path: Path) -> Iterator[OnStage]:
    """The file, opened from the disk."""
    experiment, notes = Experiment.from_query(LINK)
    assert notes == []
    file = tmp_path / "lesson.html"
    file.write_text(standalone_page(experiment), encoding="utf-8")
    page = new_page(offline=True)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    stage = OnStage(page)
    stage.wait_for("scene.runs.length === 4")
    stage.settled()
    yield stage
    assert [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []


def path(saved: OnStage, i: int) -> np.ndarray:
    return np.array(saved.get(f"[...scene.runs[{i}].record.x]")).reshape(-1, 2)


def test_it_is_small_enough_for_a_course_page():
    eight = "&".join(
        f"run={key}" for key in ("adam", "bfgs", "lbfgs", "nonlinear_cg", "newton", "heavy_ball", "dfp", "sr1")
    )
    experiment, _ = Experiment.from_query(f"surface=himmelblau&steps=500&{eight}")
    assert len(standalone_page(experiment).encode()) < 600_000


def test_it_plays(saved: OnStage):
    saved.page.keyboard.press("Home")
    saved.page.keyboard.press("Space")
    saved.wait_for("scene.at > 0")


def test_a_dragged_start_runs_the_methods_in_the_file_as_numpy_would(saved: OnStage):
    saved.hold_start_at(-2, 1)
    saved.page.mouse.up()
    start = saved.get("scene.start")
    for i, method in enumerate((METHODS["adam"](), METHODS["gradient_descent"](lr=0.005), METHODS["bfgs"]())):
        np.testing.assert_allclose(path(saved, i), run(method, SURFACES["himmelblau"], start, 60).x, atol=1e-9)


def test_a_knob_can_be_turned(saved: OnStage):
    before = path(saved, 0)
    knob = saved.page.locator(".stage-cards input[type=range]").first
    knob.focus()
    saved.page.keyboard.press("PageDown")
    lr = saved.get("scene.runs[0].values.lr")
    assert lr != 0.1 and not np.allclose(path(saved, 0), before)
    expected = run(METHODS["adam"](lr=lr), SURFACES["himmelblau"], [0.0, 0.0], 60)
    np.testing.assert_allclose(path(saved, 0), expected.x, atol=1e-9)


def test_a_choice_that_needs_another_program_is_shown_but_cannot_be_made(saved: OnStage):
    choices = saved.page.locator(".stage-cards .card-knobs select")
    expect(choices.first).to_be_disabled()
    assert all(choice.is_disabled() for choice in choices.all())


def test_a_schedule_can_be_chosen_and_is_explained(saved: OnStage):
    card = saved.page.locator("[data-run=r2]")
    card.get_by_role("combobox", name="schedule").select_option("inverse_time")
    method = scheduled(METHODS["gradient_descent"](lr=0.005), SCHEDULES["inverse_time"]())
    np.testing.assert_allclose(path(saved, 1), run(method, SURFACES["himmelblau"], [0.0, 0.0], 60).x, atol=1e-9)
    card.locator(".card-status").click()
    saved.page.keyboard.press("Home")
    saved.page.locator(".stage-inspector").scroll_into_view_if_needed()
    says = saved.page.locator(".anatomy-row[data-field='info lr'] .anatomy-says")
    expect(says).to_contain_text("At step 0 it is at 100 %.")


def test_it_speaks_the_language_it_was_saved_in():
    experiment, _ = Experiment.from_query(LINK)
    saved = standalone_page(experiment, in_language("zh"), "zh")
    assert 'lang="zh"' in saved and "梯度下降" not in standalone_page(experiment)
