"""The curvature panel: eigenvalues of the Hessian along the path, and how far a learned inverse is off."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page

from tests.browser.stage_alone import Stage

SURFACE = "surface=rosenbrock&start=-1.2,1&steps=30"


def opened(page: Page, run: str, surface: str = SURFACE) -> Stage:
    stage = Stage(page, f"{surface}&run={run}")
    page.get_by_role("tab", name="Curvature").click()
    stage.settled()
    return stage


def curvature_at(stage: Stage, k: int) -> Any:
    stage.seek(k)
    return stage.get("stage.panels.curve.view('curvature').drawn")


@pytest.mark.parametrize(("run", "surface"), [("bfgs", SURFACE), ("adam", "surface=himmelblau&start=0,0&steps=30")])
def test_eigenvalues_and_condition_are_those_of_the_hessian(page: Page, run: str, surface: str) -> None:
    stage = opened(page, run, surface)
    (trace,) = stage.experiment.run()
    for k in (0, 6, 14):
        low, high = np.linalg.eigvalsh(stage.experiment.problem().hess(trace.x[k]))
        shown = curvature_at(stage, k)
        assert (shown["low"], shown["high"]) == pytest.approx((low, high), rel=1e-9)
        sizes = sorted(map(abs, (low, high)))
        assert shown["condition"] == pytest.approx(sizes[1] / sizes[0], rel=1e-6)


def test_the_error_of_bfgs_is_how_far_its_matrix_is_from_the_inverse(page: Page) -> None:
    stage = opened(page, "bfgs")
    (trace,) = stage.experiment.run()
    for k in (0, 5, 20):
        product = trace.state["H"][k] @ stage.experiment.problem().hess(trace.x[k])
        assert curvature_at(stage, k)["error"] == pytest.approx(float(np.linalg.norm(product - np.eye(2))), rel=1e-6)


def test_a_method_that_learns_no_matrix_has_no_error(page: Page) -> None:
    assert curvature_at(opened(page, "adam"), 5).get("error") is None


def test_a_moved_knob_of_the_surface_moves_the_eigenvalues(page: Page) -> None:
    stage = opened(page, "gradient_descent", "surface=quadratic(kappa=20)&steps=10")
    assert curvature_at(stage, 3)["condition"] == pytest.approx(20)
    stage.feed(stage.experiment_of("surface=quadratic(kappa=50)&steps=10&run=gradient_descent"))
    assert curvature_at(stage, 3)["condition"] == pytest.approx(50)


def test_dragging_over_it_moves_the_clock(page: Page) -> None:
    stage = opened(page, "bfgs")
    box = page.locator(".curvature-panel canvas").last.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 60)
    page.mouse.down()
    page.mouse.up()
    middle = stage.at
    assert 10 < middle < 20
    assert curvature_at(stage, middle)["k"] == middle
