"""Taken home: one file, opened from the disk with the network off, in which everything still moves."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Browser, Page, expect

from experiments import Experiment
from optim_core import METHODS, run
from optim_core.schedules import SCHEDULES, scheduled
from surfaces import SURFACES
from ui.language import in_language
from ui.stage.standalone import standalone_page

LINK = "surface=himmelblau&start=0,0&run=adam&run=gradient_descent(lr=0.005)&run=bfgs&run=lbfgs&steps=60"
STAGE = "[...globalThis.__stages.values()][0]"


@pytest.fixture
def page(chromium: Browser, tmp_path: Path) -> Iterator[Page]:
    experiment, notes = Experiment.from_query(LINK)
    assert notes == []
    file = tmp_path / "lesson.html"
    file.write_text(standalone_page(experiment), encoding="utf-8")
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    context.set_offline(True)
    page = context.new_page()
    asked: list[str] = []
    errors: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(file.as_uri())
    page.wait_for_function(f"globalThis.__stages?.size && {STAGE}.scene.runs.length === 4")
    page.wait_for_timeout(300)
    yield page
    assert [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []
    assert errors == []
    context.close()


def get(page: Page, expression: str) -> Any:
    return page.evaluate(f"(() => {{ const {{ scene, clock, panels }} = {STAGE}; return {expression}; }})()")


def path(page: Page, i: int) -> np.ndarray:
    return np.array(get(page, f"[...scene.runs[{i}].record.x]")).reshape(-1, 2)


def test_it_is_small_enough_for_a_course_page():
    eight = "&".join(
        f"run={key}" for key in ("adam", "bfgs", "lbfgs", "nonlinear_cg", "newton", "heavy_ball", "dfp", "sr1")
    )
    experiment, _ = Experiment.from_query(f"surface=himmelblau&steps=500&{eight}")
    assert len(standalone_page(experiment).encode()) < 600_000


def test_it_plays(page: Page):
    page.keyboard.press("Home")
    page.keyboard.press("Space")
    page.wait_for_timeout(700)
    assert get(page, "clock.at") > 0


def test_a_dragged_start_runs_the_methods_in_the_file_as_numpy_would(page: Page):
    left, top = get(page, "(({ left, top }) => [left, top])(panels.map.front.getBoundingClientRect())")
    spot = lambda x, y: (left + get(page, f"panels.map.frame.toX({x})"), top + get(page, f"panels.map.frame.toY({y})"))  # noqa: E731
    page.mouse.move(*spot(0, 0))
    page.mouse.down()
    page.mouse.move(*spot(-2, 1), steps=5)
    page.mouse.up()
    page.wait_for_timeout(200)
    start = get(page, "scene.start")
    for i, method in enumerate((METHODS["adam"](), METHODS["gradient_descent"](lr=0.005), METHODS["bfgs"]())):
        np.testing.assert_allclose(path(page, i), run(method, SURFACES["himmelblau"], start, 60).x, atol=1e-9)


def test_a_knob_can_be_turned(page: Page):
    before = path(page, 0)
    knob = page.locator(".stage-cards input[type=range]").first
    knob.focus()
    page.keyboard.press("PageDown")
    page.wait_for_timeout(200)
    lr = get(page, "scene.runs[0].values.lr")
    assert lr != 0.1 and not np.allclose(path(page, 0), before)
    expected = run(METHODS["adam"](lr=lr), SURFACES["himmelblau"], [0.0, 0.0], 60)
    np.testing.assert_allclose(path(page, 0), expected.x, atol=1e-9)


def test_a_choice_that_needs_another_program_is_shown_but_cannot_be_made(page: Page):
    choices = page.locator(".stage-cards .card-knobs select")
    assert choices.count() > 0
    assert all(choices.nth(i).is_disabled() for i in range(choices.count()))


def test_a_schedule_can_be_chosen_and_is_explained(page: Page):
    card = page.locator("[data-run=r2]")
    card.get_by_role("combobox", name="schedule").select_option("inverse_time")
    page.wait_for_timeout(200)
    method = scheduled(METHODS["gradient_descent"](lr=0.005), SCHEDULES["inverse_time"]())
    np.testing.assert_allclose(path(page, 1), run(method, SURFACES["himmelblau"], [0.0, 0.0], 60).x, atol=1e-9)
    card.locator(".card-status").click()
    page.keyboard.press("Home")
    says = page.locator(".anatomy-row[data-field='info lr'] .anatomy-says")
    says.scroll_into_view_if_needed()
    expect(says).to_contain_text("At step 0 it is at 100 %.")


def test_it_speaks_the_language_it_was_saved_in():
    experiment, _ = Experiment.from_query(LINK)
    saved = standalone_page(experiment, in_language("zh"), "zh")
    assert 'lang="zh"' in saved and "梯度下降" not in standalone_page(experiment)
