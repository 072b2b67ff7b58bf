"""The geometry laid over the map has the numbers of the trace, at the place where they belong."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from optim_core import METHODS, Trace
from tests.browser.stage_alone import Stage

SURFACE = "surface=rosenbrock&start=-1.2,1&steps=30"
KINDS = "gradient momentum step ellipse accumulators model region directions points questions box".split()


class Geometry:
    """One run on a stage with all of its geometry shown, and its trace."""

    def __init__(self, page: Page, run: str, surface: str = SURFACE) -> None:
        self.stage = Stage(page, f"{surface}&run={run}")
        (self.trace,) = self.stage.experiment.run()
        self.stage.get(f"(scene.geometry.kinds = new Set({KINDS}), scene.geometry.chosen = true)")

    def at(self, k: int) -> dict[str, Any]:
        """What is drawn while the clock stands at k."""
        self.stage.seek(k)
        drawn: dict[str, Any] = self.stage.get("(panels.map.overlay(scene), panels.map.drawn)")
        return drawn

    def pixels(self, point: Any) -> list[float]:
        x, y = point
        found: list[float] = self.stage.get(f"[stage.panels.map.frame.toX({x}), stage.panels.map.frame.toY({y})]")
        return found


def through_step(trace: Trace, P: np.ndarray, k: int) -> float:
    """The radius r at which pᵀ P⁻¹ p = r² goes through the step taken."""
    step = trace.x[k + 1] - trace.x[k]
    return float(np.sqrt(step @ np.linalg.solve(P, step)))


@pytest.mark.parametrize("k", [0, 7, 20])
def test_arrows_begin_at_the_run_and_point_along_slope_momentum_and_step(page: Page, k: int) -> None:
    geometry = Geometry(page, "adam")
    drawn, trace = geometry.at(k), geometry.trace
    surface = geometry.stage.experiment.problem()
    assert drawn["k"] == k
    assert drawn["gradient"]["from"] == pytest.approx(trace.x[k])
    assert drawn["gradient"]["vector"] == pytest.approx(-surface.grad(trace.x[k]))
    assert drawn["momentum"]["vector"] == pytest.approx(-trace.info["m_hat"][k])
    assert drawn["step"]["from"] == pytest.approx(trace.x[k])
    assert drawn["step"]["to"] == pytest.approx(trace.x[k + 1])
    here, there = map(geometry.pixels, (trace.x[k], trace.x[k + 1]))
    arrow, factor = drawn["step"]["screen"], drawn["step"]["factor"]
    assert arrow["from"] == pytest.approx(here, abs=1e-6)
    assert np.subtract(arrow["to"], arrow["from"]) == pytest.approx(factor * np.subtract(there, here), abs=1e-6)


def test_at_the_end_of_a_run_its_last_step_is_shown(page: Page) -> None:
    geometry = Geometry(page, "newton")
    last = int(geometry.trace.last)
    assert last < 30
    assert geometry.at(30)["k"] == last - 1
    assert geometry.at(30)["step"]["to"] == pytest.approx(geometry.trace.x[last])


def test_slope_and_momentum_share_one_scale(page: Page) -> None:
    drawn = Geometry(page, "heavy_ball").at(4)
    assert drawn["gradient"]["scale"] == drawn["momentum"]["scale"]
    assert (
        max(
            np.hypot(*np.subtract(drawn[kind]["screen"]["to"], drawn[kind]["screen"]["from"]))
            for kind in ("gradient", "momentum")
        )
        > 60
    )


SCALES = {
    "adam": lambda trace, k: 1 / np.sqrt(trace.info["v_hat"][k]),
    "amsgrad": lambda trace, k: 1 / np.sqrt(trace.state["v_max"][k + 1]),
    "rmsprop": lambda trace, k: 1 / trace.info["scale"][k],
    "adagrad": lambda trace, k: trace.info["rate"][k],
    "adamax": lambda trace, k: 1 / trace.state["u"][k + 1],
}


@pytest.mark.parametrize("method", SCALES)
def test_adaptive_methods_have_an_ellipse_along_the_axes(page: Page, method: str) -> None:
    geometry = Geometry(page, method)
    for k in (1, 12):
        ellipse = geometry.at(k)["ellipse"]
        P = np.diag(SCALES[method](geometry.trace, k))
        assert ellipse["matrix"] == pytest.approx(P.ravel())
        assert ellipse["centre"] == pytest.approx(geometry.trace.x[k])
        assert ellipse["radius"] == pytest.approx(through_step(geometry.trace, P, k))
        assert np.sin(2 * ellipse["screen"]["angle"]) == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize("k", [1, 5, 12])
def test_the_ellipse_of_bfgs_is_its_inverse_hessian_and_turns(page: Page, k: int) -> None:
    geometry = Geometry(page, "bfgs")
    ellipse = geometry.at(k)["ellipse"]
    H = geometry.trace.state["H"][k]
    assert ellipse["matrix"] == pytest.approx(H.ravel(), rel=1e-9)
    assert ellipse["radius"] == pytest.approx(through_step(geometry.trace, H, k), rel=1e-6)
    assert abs(np.sin(2 * ellipse["screen"]["angle"])) > 0.05


def test_the_ellipse_of_lbfgs_is_the_matrix_its_direction_comes_from(page: Page) -> None:
    geometry = Geometry(page, "lbfgs(memory=3)")
    for k in (0, 2, 9):
        H = np.reshape(geometry.at(k)["ellipse"]["matrix"], (2, 2))
        assert -H @ geometry.trace.state["g"][k] == pytest.approx(geometry.trace.info["d"][k], rel=1e-7)


def test_newtons_ellipse_is_the_exact_inverse_hessian_and_there_is_none_where_it_does_not_bend_up(page: Page) -> None:
    geometry = Geometry(page, "newton", "surface=himmelblau&start=0.4,1&steps=12")
    H = geometry.trace.info["H"]
    bends_up = [bool(np.all(np.linalg.eigvalsh(H[k]) > 0)) for k in range(int(geometry.trace.last))]
    assert [("ellipse" in geometry.at(k)) for k in range(len(bends_up))] == bends_up
    assert not all(bends_up)
    other = Geometry(page, "newton")
    assert other.at(2)["ellipse"]["matrix"] == pytest.approx(np.linalg.inv(other.trace.info["H"][2]).ravel())


def test_the_model_is_flat_where_newton_jumps_to(page: Page) -> None:
    geometry = Geometry(page, "newton")
    for k in (0, 3):
        model = geometry.at(k)["model"]
        assert model["flat"] == pytest.approx(geometry.trace.x[k + 1])
        assert model["minimum"] and model["source"] == "hessian"
        assert model["screen"] == pytest.approx(geometry.pixels(geometry.trace.x[k + 1]))


def test_a_method_without_curvature_is_shown_the_true_model(page: Page) -> None:
    geometry = Geometry(page, "gradient_descent")
    model, x = geometry.at(6)["model"], geometry.trace.x[6]
    surface = geometry.stage.experiment.problem()
    assert model["source"] == "surface"
    assert model["B"] == pytest.approx(surface.hess(x).ravel())
    assert model["flat"] == pytest.approx(x - np.linalg.solve(surface.hess(x), surface.grad(x)))


@pytest.mark.parametrize("method", ["sr1", *(key for key in METHODS if key.startswith("trust_region_"))])
@pytest.mark.parametrize("start", ["-1.2,1", "0.3,1.7"])  # where the valley bends up, and between its arms
def test_the_path_through_a_trust_region_leads_to_the_step(page: Page, method: str, start: str) -> None:
    geometry = Geometry(page, f"{method}(radius=0.3)", SURFACE.replace("-1.2,1", start))
    trace = geometry.trace
    for k in range(min(12, int(trace.last))):
        region = geometry.at(k)["region"]
        radius = float(trace.state["radius"][k])
        assert region["radius"] == pytest.approx(radius)
        if not trace.state["g"][k].any():
            continue  # it stands already
        way = np.array(region["path"]) - trace.x[k]
        assert way[0] == pytest.approx([0, 0], abs=1e-12)
        assert way[-1] == pytest.approx(trace.info["p"][k], rel=1e-6)
        lengths = np.hypot(*way.T)
        assert np.all(np.diff(lengths) > 0) and lengths[-1] <= radius * (1 + 1e-9)


@pytest.mark.parametrize("k", [1, 3])
def test_the_way_of_the_dogleg_turns_at_the_cauchy_point_and_the_exact_one_is_a_curve(page: Page, k: int) -> None:
    exact = Geometry(page, "trust_region_exact(radius=0.5)")
    way = np.array(exact.at(k)["region"]["path"]) - exact.trace.x[k]
    g, H = exact.trace.state["g"][k], exact.trace.state["H"][k]
    for p in way[1:]:
        pull = -(g + H @ p)  # equals λp
        assert pull[0] * p[1] == pytest.approx(pull[1] * p[0], rel=1e-6, abs=1e-9 * np.linalg.norm(g))
    dogleg = Geometry(page, "trust_region_dogleg(radius=0.5)")
    way = np.array(dogleg.at(k)["region"]["path"]) - dogleg.trace.x[k]
    g, H = dogleg.trace.state["g"][k], dogleg.trace.state["H"][k]
    assert way[1] == pytest.approx(dogleg.trace.info["corner"][k])
    assert way[1] == pytest.approx(-g * (g @ g) / (g @ H @ g))


def test_saddle_free_newton_has_an_ellipse_where_the_hessian_does_not_bend_up(page: Page) -> None:
    geometry = Geometry(page, "saddle_free_newton", "surface=himmelblau&start=0.4,1&steps=12")
    H = geometry.trace.info["H"][0]
    values, Q = np.linalg.eigh(H)
    assert values[0] < 0
    ellipse = geometry.at(0)["ellipse"]
    assert np.reshape(ellipse["matrix"], (2, 2)) == pytest.approx(Q @ np.diag(1 / abs(values)) @ Q.T, rel=1e-9)
    assert ellipse["radius"] == pytest.approx(through_step(geometry.trace, Q @ np.diag(1 / abs(values)) @ Q.T, 0))


def test_the_cubic_model_is_lowest_at_the_step_it_tries(page: Page) -> None:
    geometry = Geometry(page, "cubic_regularization", "surface=himmelblau&start=0.4,1&steps=12")
    for k in (0, 2):
        model, p = geometry.at(k)["model"], geometry.trace.info["p"][k]
        g, H, M = (geometry.trace.state[name][k] for name in ("g", "H", "M"))
        assert model["source"] == "cubic" and model["minimum"]
        assert model["flat"] == pytest.approx(geometry.trace.x[k] + p)
        assert -model["drop"] == pytest.approx(g @ p + p @ H @ p / 2 + M / 6 * np.linalg.norm(p) ** 3)
        assert g + H @ p + M / 2 * np.linalg.norm(p) * p == pytest.approx([0, 0], abs=1e-6 * np.linalg.norm(g))


def test_conjugate_directions_are_conjugate_on_a_quadratic(page: Page) -> None:
    geometry = Geometry(page, "nonlinear_cg(search=exact)", "surface=quadratic(kappa=20,angle=30)&steps=10")
    directions = geometry.at(1)["directions"]
    d = geometry.trace.state["d"]
    assert directions["now"] == pytest.approx(d[1])
    assert directions["before"] == pytest.approx(d[0])
    assert directions["cosine"] == pytest.approx(0, abs=1e-6)


def test_nesterovs_classic_point_and_the_point_ahead(page: Page) -> None:
    nesterov = Geometry(page, "nesterov")
    assert nesterov.at(5)["points"][0]["name"] == "classic"
    assert nesterov.at(5)["points"][0]["at"] == pytest.approx(nesterov.trace.info["classic"][5])
    accelerated = Geometry(page, "accelerated_gradient")
    drawn, ahead = accelerated.at(5), accelerated.trace.state["y"][5]
    assert drawn["points"][0]["at"] == pytest.approx(ahead)
    assert drawn["gradient"]["from"] == pytest.approx(ahead)
    assert drawn["gradient"]["vector"] == pytest.approx(-accelerated.stage.experiment.problem().grad(ahead))


def test_the_box_of_a_decayed_sign_method(page: Page) -> None:
    assert Geometry(page, "lion(weight_decay=0.4)").at(3)["box"]["half"] == pytest.approx(2.5)
    assert "box" not in Geometry(page, "lion(weight_decay=0)").at(3)


def test_accumulators_are_shown_with_their_numbers(page: Page) -> None:
    geometry = Geometry(page, "adam")
    drawn, roots = geometry.at(9)["accumulators"], np.sqrt(geometry.trace.info["v_hat"])
    assert drawn["values"] == pytest.approx(roots[9])
    assert drawn["range"] == pytest.approx([roots.min(), roots.max()])


def test_a_step_shows_where_it_asked(page: Page) -> None:
    geometry = Geometry(page, "bfgs")
    asked = geometry.at(6)["questions"]
    counted = {kind: int(np.diff(geometry.trace.evaluations[kind])[6]) for kind in ("value", "gradient")}
    assert {kind: sum(question["kind"] == kind for question in asked) for kind in counted} == counted
    assert asked[-1]["at"] == pytest.approx(geometry.trace.x[7])


def test_nothing_is_shown_before_a_run_is_chosen_and_the_menu_greys_what_is_not_there(page: Page) -> None:
    stage = Stage(page, f"{SURFACE}&run=adam&run=newton")
    assert stage.get("stage.panels.map.drawn") == {}
    page.locator(".run-card .card-title").nth(1).click()
    assert stage.get("stage.panels.map.drawn") == {}  # it has come to rest
    stage.seek(3)
    assert {"gradient", "step"} <= set(stage.get("stage.panels.map.drawn"))
    page.get_by_role("button", name="Geometry of the step").click()
    chosen = stage.get("scene.runs.find((run) => run.id === scene.selected)?.method")
    expect(page.locator(".geometry-row input")).to_have_count(len(KINDS))
    boxes = {box.get_attribute("data-kind"): box for box in page.locator(".geometry-row input").all()}
    assert list(boxes) == KINDS
    assert boxes["gradient"].is_checked() and boxes["step"].is_checked()
    assert boxes["momentum"].is_enabled() == (chosen == "adam")
    assert boxes["region"].is_disabled()
    boxes["model"].check()
    assert {"gradient", "step", "model"} <= set(stage.get("stage.panels.map.drawn"))
    page.keyboard.press("Escape")
    expect(page.locator(".geometry-list")).to_be_hidden()
    assert stage.edits == []


def test_names_lie_beside_each_other(page: Page) -> None:
    names = Geometry(page, "bfgs").at(9)["names"]
    assert len(names) > 5
    for i, a in enumerate(names):
        for b in names[:i]:
            apart = a["left"] + a["width"] <= b["left"] or b["left"] + b["width"] <= a["left"]
            assert apart or a["top"] + a["height"] <= b["top"] or b["top"] + b["height"] <= a["top"], (a, b)
