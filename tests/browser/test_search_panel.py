"""The line-search panel shows the questions the step asked, in order, and the lengths it would have accepted."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from optim_core.oracle import Oracle
from tests.browser.stage_alone import Stage

SURFACE = "surface=rosenbrock&start=-1.2,1&steps=30"


def search_at(stage: Stage, k: int) -> Any:
    stage.seek(k)
    return stage.get("stage.panels.curve.view('search').drawn")


def opened(page: Page, run: str) -> Stage:
    stage = Stage(page, f"{SURFACE}&run={run}")
    page.get_by_role("tab", name="Line search").click()
    return stage


class Listening:
    """A surface that remembers where values were asked."""

    def __init__(self, surface: Any) -> None:
        self.surface = surface
        self.asked: list[np.ndarray] = []

    def value(self, p: np.ndarray) -> np.ndarray:
        self.asked.append(p.copy())
        return self.surface.value(p)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.surface, name)


@pytest.mark.parametrize("run", ["bfgs", "armijo_descent", "nonlinear_cg(search=more_thuente)"])
def test_trials_are_those_that_python_asks_in_the_same_order(page: Page, run: str) -> None:
    stage = opened(page, run)
    method, (trace,) = stage.experiment.method(0), stage.experiment.run()
    for k in (0, 3, 8):
        shown = search_at(stage, k)
        listening = Listening(stage.experiment.problem())
        names = {name: trace.state[name][k] for name in trace.state}
        state = type(method.init(trace.x[0], Oracle(listening, ())))(**names)
        listening.asked.clear()
        with np.errstate(all="ignore"):
            method.step(state, Oracle(listening, ()))
        d = np.array(shown["d"])
        lengths = [float((p - trace.x[k]) @ d / (d @ d)) for p in listening.asked if not np.array_equal(p, trace.x[k])]
        assert [trial["alpha"] for trial in shown["trials"]] == pytest.approx(list(dict.fromkeys(lengths)))
        assert shown["alpha"] == pytest.approx(float(trace.info["alpha"][k]))


def test_phi_starts_at_the_run_and_its_slope_is_the_gradient_along_the_direction(page: Page) -> None:
    stage = opened(page, "bfgs")
    (trace,) = stage.experiment.run()
    shown = search_at(stage, 5)
    assert shown["f0"] == pytest.approx(float(trace.fx[5]))
    assert shown["slope"] == pytest.approx(float(trace.state["g"][5] @ trace.info["d"][5]))
    surface = stage.experiment.problem()
    alphas = np.array(shown["alphas"])
    points = trace.x[5][:, None] + alphas * trace.info["d"][5][:, None]
    assert shown["values"] == pytest.approx(surface.value(points))


@pytest.mark.parametrize(
    ("search", "c2"), [("strong_wolfe", 0.9), ("strong_wolfe", 0.2), ("wolfe", 0.5), ("armijo", 0.9)]
)
def test_the_shaded_lengths_fulfil_the_conditions_and_the_others_do_not(page: Page, search: str, c2: float) -> None:
    stage = opened(page, f"bfgs(search={search},c1=0.01,c2={c2})")
    (trace,) = stage.experiment.run()
    surface = stage.experiment.problem()
    for k in (2, 6):
        shown = search_at(stage, k)
        x, d, f0, slope = trace.x[k], trace.info["d"][k], shown["f0"], shown["slope"]
        for a in shown["alphas"][1:]:
            there = surface.grad(x + a * d) @ d
            fits = surface.value(x + a * d) <= f0 + 0.01 * a * slope
            fits &= {"strong_wolfe": abs(there) <= -c2 * slope, "wolfe": there >= c2 * slope, "armijo": True}[search]
            assert any(low <= a <= high for low, high in shown["accepted"]) == fits, (k, a)
        assert any(
            low - 0.01 * shown["reach"] <= shown["alpha"] <= high + 0.01 * shown["reach"]
            for low, high in shown["accepted"]
        )


def test_it_moves_with_the_clock_and_says_which_step(page: Page) -> None:
    stage = opened(page, "bfgs")
    assert [search_at(stage, k)["k"] for k in (0, 4, 9)] == [0, 4, 9]


@pytest.mark.parametrize("run", ["adam", "linear_cg"])
def test_runs_without_a_search_have_no_such_tab(page: Page, run: str) -> None:
    stage = Stage(page, f"{SURFACE}&run={run}")
    expect(page.get_by_role("tab", name="Convergence")).to_be_visible()
    expect(page.get_by_role("tab", name="Line search")).to_be_hidden()
    stage.feed(stage.experiment_of(f"{SURFACE}&run=adam&run=bfgs"))
    expect(page.get_by_role("tab", name="Line search")).to_be_visible()


def test_a_view_that_has_nothing_left_to_show_gives_way(page: Page) -> None:
    stage = opened(page, "bfgs")
    assert stage.get("stage.panels.curve.shown") == "search"
    stage.feed(stage.experiment_of(f"{SURFACE}&run=adam"))
    assert stage.get("stage.panels.curve.shown") == "convergence"


def test_tabs_are_changed_with_arrow_keys_and_the_clock_stays(page: Page) -> None:
    stage = opened(page, "bfgs")
    stage.seek(5)
    page.get_by_role("tab", name="Line search").focus()
    page.keyboard.press("ArrowRight")
    assert stage.get("stage.panels.curve.shown") == "curvature"
    assert stage.at == 5
