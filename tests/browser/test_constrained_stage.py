"""Between constraints the stage draws the numbers of the trace: pulls that balance, multipliers, conditions, walls."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page

from experiments import ConstrainedExperiment
from optim_core import Trace
from optim_core.constrained.kkt import measures
from tests.browser.stage_alone import Stage

KINDS = "pulls balance step linearised path trial corner gradient questions".split()
PANELS = ("map", "multipliers", "curve")


class Scene:
    """One run between constraints with all of its geometry shown, and its trace."""

    def __init__(self, page: Page, link: str) -> None:
        self.stage = Stage(page, link, kind=ConstrainedExperiment, panels=PANELS, view="conditions")
        self.experiment: Any = self.stage.experiment
        self.trace: Trace = self.experiment.run()[0]
        self.problem = self.experiment.problem()
        self.stage.get(f"(scene.geometry.kinds = new Set({KINDS}), scene.geometry.chosen = true)")

    def at(self, k: int) -> dict[str, Any]:
        """What lies on the map while the clock stands at k."""
        self.stage.seek(k)
        overlay = "Object.values(panels).forEach((panel) => panel.overlay(scene))"
        drawn: dict[str, Any] = self.stage.get(f"({overlay}, panels.map.drawn)")
        return drawn

    def shown(self, panel: str) -> dict[str, Any]:
        """The numbers a panel has written."""
        where = "panels.multipliers" if panel == "multipliers" else "panels.curve.view('conditions')"
        found: dict[str, Any] = self.stage.get(f"stage.{where}.drawn")
        return found


RUNS = [
    "problem=circle_linear&run=newton_kkt",
    "problem=hs14&run=sqp",
    "problem=half_disk&run=interior_point",
    "problem=nw_qp&run=frank_wolfe",
    "problem=nw_disk&run=projected_gradient&start=1,1",
    "problem=hs6&run=quadratic_penalty",
    "problem=hs7&run=augmented_lagrangian",
    "problem=nw_disk&run=descent_ascent",
]


@pytest.mark.parametrize("link", RUNS)
def test_multipliers_and_conditions_are_those_of_python(page: Page, link: str) -> None:
    scene = Scene(page, link)
    told = measures(scene.trace)
    names = ["stationarity", "feasibility", "complementarity"]
    for k in sorted({0, 1, min(5, int(scene.trace.last)), int(scene.trace.last)}):
        scene.at(k)
        assert scene.shown("multipliers")["numbers"] == pytest.approx(told["multipliers"][k], rel=1e-9, abs=1e-12)
        expected = [told[name][k] for name in names[: len(scene.shown("conditions")["numbers"])]]
        assert scene.shown("conditions")["numbers"] == pytest.approx(expected, rel=1e-9, abs=1e-12)
        assert scene.shown("conditions")["k"] == k


def test_thin_lines_stand_at_the_exact_multipliers(page: Page) -> None:
    scene = Scene(page, "problem=half_disk&run=interior_point")
    scene.at(3)
    (known,) = scene.problem.points
    assert scene.shown("multipliers")["levels"] == pytest.approx(known.multipliers)


def test_no_thin_line_stands_where_a_run_rests_on_a_point_that_is_not_known(page: Page) -> None:
    scene = Scene(page, "problem=mishra_bird&run=newton_kkt")
    x = scene.trace.x[-1]
    assert str(scene.trace.status) == "converged"
    assert min(np.hypot(x[0] - p.x, x[1] - p.y) for p in scene.problem.points) > 1
    scene.at(3)
    assert scene.shown("multipliers")["levels"] == [None]


@pytest.mark.parametrize("k", [0, 2, 60])
def test_the_pulls_are_drawn_to_one_scale_where_the_run_stands(page: Page, k: int) -> None:
    scene = Scene(page, "problem=hs14&run=sqp")
    drawn, at = scene.at(k), min(k, int(scene.trace.last))
    x, lam = scene.trace.x[at], scene.trace.state["lam"][at]
    J = scene.problem.jacobian(x)
    slope, *holds = drawn["pulls"]
    assert slope["from"] == pytest.approx(x) and slope["vector"] == pytest.approx(scene.problem.grad(x))
    expected = [lam[i] * J[i] for i in range(2) if np.hypot(*(lam[i] * J[i])) > 0]
    assert [hold["vector"] for hold in holds] == [pytest.approx(v) for v in expected]
    assert len({arrow["scale"] for arrow in drawn["pulls"]}) == 1
    for arrow in drawn["pulls"]:
        (a, b), (c, d) = arrow["screen"]["from"], arrow["screen"]["to"]
        sx, sy = scene.stage.get("[stage.panels.map.frame].map((f) => [f.toX(1) - f.toX(0), f.toY(1) - f.toY(0)])[0]")
        assert [c - a, d - b] == pytest.approx(arrow["scale"] * np.array(arrow["vector"]) * [sx, sy])
        assert sx == pytest.approx(-sy)  # right angles look right


@pytest.mark.parametrize("link", ["problem=circle_linear&run=newton_kkt", "problem=hs14&run=sqp"])
def test_at_the_solution_the_pulls_cancel_and_the_two_sides_are_one_arrow(page: Page, link: str) -> None:
    scene = Scene(page, link)
    first, last = scene.at(0), scene.at(int(scene.trace.last))
    assert np.hypot(*np.sum([arrow["vector"] for arrow in first["pulls"]], 0)) > 0.1
    assert np.sum([arrow["vector"] for arrow in last["pulls"]], 0) == pytest.approx([0, 0], abs=1e-6)
    down, hold = last["balance"]
    assert hold["screen"]["to"] == pytest.approx(down["screen"]["to"], abs=1e-3)
    assert np.hypot(*np.subtract(down["screen"]["to"], down["screen"]["from"])) > 30


def test_the_linearised_constraints_are_those_of_the_iterate(page: Page) -> None:
    scene = Scene(page, "problem=half_disk&run=sqp")
    for k in (0, 2):
        drawn, x = scene.at(k)["linearised"], scene.trace.x[k]
        assert [line["value"] for line in drawn["lines"]] == pytest.approx(scene.problem.constraints(x))
        assert [line["gradient"] for line in drawn["lines"]] == [
            pytest.approx(row) for row in scene.problem.jacobian(x)
        ]
        assert drawn["wanted"] == pytest.approx(scene.trace.info["d"][k])


@pytest.mark.parametrize("method", ["log_barrier", "interior_point"])
def test_the_central_path_is_made_of_the_minima_of_the_barrier(page: Page, method: str) -> None:
    scene = Scene(page, f"problem=nw_qp&run={method}")
    drawn = scene.at(2)["path"]
    assert drawn["weight"] == scene.trace.state["mu"][2]
    for point in drawn["points"][:40:8]:
        x, mu = np.array(point["at"]), point["weight"]
        c, J = scene.problem.constraints(x), scene.problem.jacobian(x)
        slope = scene.problem.grad(x) + (mu / -c) @ J
        assert (c < 0).all() and slope == pytest.approx([0, 0], abs=1e-4 * max(1, mu))
    (best,) = (p for p in scene.problem.points if p.kind == "global")
    assert drawn["points"][-1]["at"] == pytest.approx(best[:2], abs=1e-6)


def test_the_path_of_the_penalty_leads_to_the_solution_from_outside(page: Page) -> None:
    scene = Scene(page, "problem=nw_disk&run=quadratic_penalty&start=1,0.5")
    points = scene.at(3)["path"]["points"]
    outside = [float(scene.problem.constraints(np.array(point["at"]))[0]) for point in points]
    assert (np.diff(outside) < 0).all() and min(outside) > 0
    assert points[-1]["at"] == pytest.approx([-1, -1], abs=1e-6)


def test_the_point_before_the_projection_and_the_corner_are_where_the_method_had_them(page: Page) -> None:
    scene = Scene(page, "problem=nw_disk&run=projected_gradient&start=1,1")
    trial = scene.at(15)["trial"]
    assert trial["at"] == pytest.approx(scene.trace.info["trial"][15])
    assert trial["to"] == pytest.approx(scene.trace.x[16])
    scene = Scene(page, "problem=nw_qp&run=frank_wolfe")
    assert scene.at(3)["corner"]["at"] == pytest.approx(scene.trace.info["s"][3])


def test_a_level_and_a_start_in_the_hand_move_everything_and_nothing_is_sent(page: Page) -> None:
    scene = Scene(page, "problem=nw_disk&run=sqp&start=1,0.5")
    stage = scene.stage
    names = stage.get("stage.panels.map.edges.map((box) => box.words)")
    slider = page.locator(".surface-card input[type=range]")
    slider.focus()
    for _ in range(5):
        page.keyboard.down("ArrowLeft")
    level = stage.get("scene.surface.values.b")
    assert level < 0 and stage.edits == []
    assert stage.get("stage.panels.map.edges.map((box) => box.words)") != names
    expected = replace(scene.experiment, surface_knobs={"b": level}).run()[0]
    last = int(expected.last)
    assert stage.get("scene.runs[0].record.last") == last
    assert stage.get(f"[...scene.runs[0].record.x.slice({2 * last}, {2 * last + 2})]") == pytest.approx(expected.x[-1])
    assert np.hypot(*expected.x[-1]) == pytest.approx(np.sqrt(2 + level))
    assert scene.at(last)["pulls"][0]["from"] == pytest.approx(expected.x[-1])
    page.keyboard.up("ArrowLeft")
    page.mouse.move(*stage.place(1, 0.5))
    page.mouse.down()
    page.mouse.move(*stage.place(-0.5, 1), steps=4)
    dragged = stage.get("scene.start")
    assert dragged == pytest.approx([-0.5, 1], abs=0.05)
    expected = replace(scene.experiment, surface_knobs={"b": level}, start=tuple(dragged)).run()[0]
    assert stage.get("scene.runs[0].record.last") == int(expected.last)
    page.mouse.up()
    assert stage.edits[-1]["start"] == dragged and stage.edits[-1]["surface"]["values"] == {"b": level}


def test_ground_that_is_not_allowed_is_washed_out_and_follows_the_level(page: Page) -> None:
    scene = Scene(page, "problem=nw_disk&run=sqp")

    def patch(x: float, y: float) -> float:
        """The mean colour of a few pixels of the ground."""
        at = f"[stage.panels.map.frame.toX({x}), stage.panels.map.frame.toY({y})]"
        script = f"""(([px, py]) => {{
            const ground = stage.panels.map.ground, scale = ground.width / ground.clientWidth;
            const data = ground.getContext("2d").getImageData(px * scale - 6, py * scale - 6, 12, 12).data;
            return data.filter((_, i) => i % 4 === 0).reduce((sum, v) => sum + v, 0) / 144;
        }})({at})"""
        return float(scene.stage.get(script))

    inside, outside = patch(0.2, 0.1), patch(-1.1, 1.1)
    page.locator(".surface-card input[type=range]").fill("1")
    assert scene.stage.get("scene.surface.values.b") == 1
    assert abs(patch(-1.1, 1.1) - outside) > 8  # now it is allowed
    assert patch(0.2, 0.1) == pytest.approx(inside, abs=1)


def test_the_menu_offers_what_there_is_between_constraints(page: Page) -> None:
    Scene(page, "problem=nw_qp&run=frank_wolfe")
    page.locator(".geometry-button").click()
    offered = page.locator(".geometry-row").evaluate_all(
        "rows => rows.map((r) => [r.firstChild.dataset.kind, r.firstChild.disabled])"
    )
    assert dict(offered) == {
        "pulls": False, "balance": False, "gradient": False, "step": False, "corner": False, "questions": False,
        "linearised": True, "path": True, "trial": True,
    }  # fmt: skip
