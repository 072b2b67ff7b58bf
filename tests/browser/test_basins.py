"""Basins on the map: each colour is the root that NumPy reaches, and no server is asked for any of them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from experiments import RootExperiment
from optim_core import ROOT_METHODS, run
from surfaces import ROOTS
from tests.browser.stage_alone import Stage

COMPLEX = [key for key, problem in ROOTS.items() if problem.is_complex]
SIDE = 24
NO_ROOT, OTHER_ROOT, STEPS = 255, 254, 120
FATES = """(([xs, ys]) => xs.map((x, i) => stage.panels.map.fate(x, ys[i]).root))"""
PIXEL = """((x, y) => {
  const { ground, frame } = stage.panels.map, ratio = ground.width / ground.clientWidth;
  const at = [frame.toX(x), frame.toY(y)].map((pixel) => Math.round(pixel * ratio));
  return [...ground.getContext("2d").getImageData(...at, 1, 1).data.slice(0, 3)];
})"""


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    return new_page(viewport={"width": 420, "height": 700})


def opened(page: Page, link: str) -> Stage:
    return Stage(page, link, kind=RootExperiment)


def expected(key: str, ground: str, starts: np.ndarray, **knobs: float) -> np.ndarray:
    """The number of the root that each start leads to."""
    problem = ROOTS[ground]
    trace = run(ROOT_METHODS[key](**knobs), problem, starts, STEPS, record="final")
    ends = trace.x[-1, 0] + 1j * trace.x[-1, 1]
    gaps = np.abs(ends[:, None] - np.array(problem.equation.roots))
    return np.where(gaps.min(1) < 1e-3, gaps.argmin(1), NO_ROOT)


CASES = [*(("newton_raphson", ground) for ground in COMPLEX), *((key, "z3_minus_1") for key in ROOT_METHODS)]


@pytest.mark.parametrize(("key", "ground"), dict.fromkeys(CASES))
def test_a_start_leads_to_the_root_that_numpy_reaches(page: Page, key: str, ground: str) -> None:
    stage = opened(page, f"equation={ground}&run={key}")
    starts = np.random.default_rng(3).uniform(-2, 2, (2, SIDE**2))
    found = np.array(stage.get(f"{FATES}({starts.tolist()})"))
    assert (found == expected(key, ground, starts)).mean() > 0.995
    assert set(found.tolist()) >= set(range(len(ROOTS[ground].equation.roots)))


@pytest.mark.parametrize("ground", ["odd_cubic", "sqrt2", "arctan", "cycle2", "xexp"])
def test_a_real_start_has_the_colour_of_the_root_that_numpy_reaches(page: Page, ground: str) -> None:
    stage = opened(page, f"equation={ground}")
    starts = np.zeros((2, 300))
    starts[0] = np.random.default_rng(7).uniform(*ROOTS[ground].equation.window, 300)
    found = stage.get(f"({starts[0].tolist()}).map((x) => stage.panels.tangents.fate(x).root)")
    assert (np.array(found) == expected("newton_raphson", ground, starts)).mean() > 0.99
    assert not stage.get("stage.panels.tangents.pending")


def test_a_root_without_a_mark_is_told_from_none(page: Page) -> None:
    stage = opened(page, "equation=tanxmx")
    marked, other = stage.get("[4.5, 7.72].map((x) => stage.panels.tangents.fate(x).root)")
    assert (marked, other) == (0, OTHER_ROOT)
    trace = run(ROOT_METHODS["newton_raphson"](), ROOTS["tanxmx"], [7.72, 0.0], STEPS)
    assert str(trace.status) == "converged" and trace.x[-1, 0] == pytest.approx(7.7252518)


def test_the_picture_has_one_colour_for_each_root_and_a_dark_one_for_none(page: Page) -> None:
    stage = opened(page, "equation=z3_2z_2")
    near = [(root.x + 0.15, root.y) for root in ROOTS["z3_2z_2"].minima]
    colours = [tuple(stage.get(f"{PIXEL}({x}, {y})")) for x, y in near]
    assert len(set(colours)) == 3 and min(map(sum, colours)) > 400
    assert sum(stage.get(f"{PIXEL}(0.05, -0.05)")) < 220


def test_the_map_is_that_of_the_run_one_looks_at_with_its_knobs(page: Page) -> None:
    stage = opened(page, "equation=z3_minus_1&run=newton_raphson&run=newton_raphson(times=0.5)")
    starts = np.random.default_rng(5).uniform(-2, 2, (2, 300))
    for i, times in enumerate((1.0, 0.5)):
        stage.get(f"stage.select(scene.runs[{i}].id)")
        found = np.array(stage.get(f"{FATES}({starts.tolist()})"))
        assert (found == expected("newton_raphson", "z3_minus_1", starts, times=times)).mean() > 0.99
    assert (expected("newton_raphson", "z3_minus_1", starts) != found).any()


def test_pointing_says_where_a_start_leads_and_dragging_it_goes_there(page: Page) -> None:
    stage = opened(page, "equation=z3_minus_1&start=-1,0.5")
    expect(page.get_by_role("img", name="Basins of the roots of Three basins, and the runs on them")).to_have_count(1)
    page.mouse.move(*stage.place(1.4, 0.2))
    expect(page.locator(".map-readout")).to_contain_text("→ 1")
    page.mouse.move(*stage.place(-1, 0.8))
    expect(page.locator(".map-readout")).to_contain_text("→ −0.5 + 0.866i")
    page.mouse.move(*stage.place(-1, 0.5))
    page.mouse.down()
    page.mouse.move(*stage.place(1.4, 0.2), steps=4)
    page.mouse.up()
    assert stage.get("[...scene.runs[0].record.x].slice(-2)") == pytest.approx([1, 0])
    assert len(stage.edits) == 1


def test_zooming_shows_more_of_the_border(page: Page) -> None:
    stage = opened(page, "equation=z3_minus_1")
    page.get_by_role("button", name="Zoom in").click()
    (left, right), _ = stage.get("stage.panels.map.frame.view")
    assert right - left < 4
    assert not stage.get("stage.panels.map.pending")
