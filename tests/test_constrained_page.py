"""The page of constraints without a browser: links, widgets, typed problems, and a clear word for every failure."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from experiments import Message
from optim_core.constrained.kkt import residual
from optim_core.constrained.verdict import verdict
from surfaces import CONSTRAINED
from surfaces.formula_error import FormulaError
from surfaces.problem_text import typed_problem
from ui.constrained import price
from ui.constrained.case import VIEWS, Case, from_query
from ui.constrained.presets import PRESETS
from ui.constrained.search import found_from_a_grid
from ui.constrained.words import SAYS
from ui.language import in_language

PAGE = Path(__file__).parent.parent / "pages" / "methods" / "constrained.py"


def opened(link: str = "", **state) -> AppTest:
    app = AppTest.from_file(PAGE, default_timeout=60)
    app.query_params.update(parse_qs(link))
    for key, value in state.items():
        app.session_state[key] = value
    return calm(app.run())


def calm(app: AppTest) -> AppTest:
    assert [(e.message, e.stack_trace) for e in app.exception] == []
    return app


def charts(app: AppTest) -> int:
    return len(app.get("plotly_chart"))


def said(app: AppTest) -> str:
    return " ".join(e.value for kind in ("success", "info", "warning", "error") for e in getattr(app, kind))


def test_a_cold_visit_shows_the_picture_of_lagrange():
    app = opened()
    assert charts(app) == 3
    assert SAYS["minimum"] in said(app) and "0.5" in said(app)
    assert app.query_params == {}


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("problem", ["circle_linear", "half_disk", "hs14", "cusp"])
def test_every_view_opens(view, problem):
    app = opened(f"problem={problem}&view={view}")
    expected = {"picture": 3, "saddle": 1, "price": 1, "penalty": 3, "methods": 1, "equations": 0}[view]
    assert charts(app) == (0 if problem == "cusp" and view in ("saddle", "price") else expected)


@pytest.mark.parametrize("view", ["picture", "price", "equations"])
def test_every_view_speaks_chinese(view):
    zh = in_language("zh")
    app = opened(f"view={view}", language="zh")
    assert app.title[0].value == zh("Constraints and multipliers") != "Constraints and multipliers"


@pytest.mark.parametrize(
    "link",
    [
        "problem=nw_disk&method=sqp(nu=2.0)&start=1,0.5&steps=30&view=saddle",
        "problem=own&min=x^2%2By^2&st=x*y=1&st=x<=2&window=4",
        "method=descent_ascent(lr=0.01)",
        "problem=hs14",
    ],
)
def test_a_link_survives_the_round_trip(link):
    case, notes = from_query(parse_qs(link))
    assert notes == []
    again, notes = from_query({k: [v] if isinstance(v, str) else list(v) for k, v in case.to_query().items()})
    assert (again, notes) == (case, [])


@pytest.mark.parametrize(
    ("link", "word"),
    [
        ("problem=circle_liner", "circle_linear"),
        ("method=newton_kt", "newton_kkt"),
        ("method=sqp(mu=1)", "nu"),
        ("start=a,b", "start"),
        ("view=pictur", "picture"),
        ("stepz=3", "steps"),
    ],
)
def test_each_bad_part_of_a_link_is_named_and_the_rest_is_kept(link, word):
    case, notes = from_query(parse_qs(link + "&problem=hs7" if "problem" not in link else link))
    assert notes and all(isinstance(note, Message) for note in notes)
    assert any(word in str(note.values) for note in notes)
    assert case.problem in ("hs7", "circle_linear")
    opened(link)


def test_choosing_a_problem_brings_its_start_and_a_method_that_can_do_it():
    app = opened("method=lagrangian_descent&start=1,1")
    app.selectbox[0].set_value("nw_disk").run()
    calm(app)
    assert app.query_params == {"problem": "nw_disk"}
    assert app.selectbox[1].value == "sqp"
    assert [n.value for n in app.number_input[:2]] == [0, 0]


def test_a_method_that_cannot_run_says_what_it_needs():
    app = opened("problem=hs13&method=frank_wolfe")
    assert charts(app) == 0 and "Frank-Wolfe" in said(app) and "projection" in said(app)


def test_a_start_outside_is_named_for_the_barrier():
    app = opened("problem=hs10&method=log_barrier&start=-10,10")
    assert SAYS["outside"] in said(app)


def test_without_a_start_the_barrier_begins_inside():
    app = opened("problem=hs10&method=log_barrier")
    assert SAYS["minimum"] in said(app)


def test_a_missing_multiplier_is_named():
    app = opened("problem=cusp&method=sqp&steps=300")
    assert SAYS["no multiplier"] in said(app)


def test_a_maximum_is_not_sold_as_a_minimum():
    app = opened("start=1,0")
    assert SAYS["maximum"] in said(app) and SAYS["minimum"] not in said(app)


@pytest.mark.parametrize("name", PRESETS)
def test_every_preset_shows_what_its_title_says(name):
    case = PRESETS[name][1]
    word = verdict(case.run()).word
    expected = {"behind": "maximum", "cusp": "no multiplier", "zigzag": "on its way", "away": "diverged"}
    assert word == expected.get(name, "minimum")


def test_a_preset_replaces_the_case():
    app = opened("problem=hs7&start=1,1")
    (menu,) = app.menu_button
    menu.click("price").run()
    assert calm(app).query_params == {"problem": "wyndor", "view": "price"}


# ---- the visitor's own problem ---------------------------------------------------------------------------------------


def test_a_typed_problem_is_solved():
    app = opened("problem=own&min=x^2%2By^2&st=x*y=1")
    assert SAYS["minimum"] in said(app) and charts(app) == 3


def test_a_typed_problem_gets_its_equations_in_latex():
    app = opened("problem=own&min=x^2%2By^2&st=x*y=1&view=equations")
    assert any("lambda" in latex.value for latex in app.latex)
    assert len(app.dataframe[0].value) == 2


def test_an_empty_set_is_answered_and_not_solved():
    for view in VIEWS:
        app = opened(f"problem=own&min=x%2By&st=x^2%2By^2<=-1&view={view}")
        assert SAYS["minimum"] not in said(app)
    assert SAYS["infeasible"] in said(opened("problem=own&min=x%2By&st=x^2%2By^2<=-1&steps=200"))


@pytest.mark.parametrize(
    ("objective", "line", "part"),
    [
        ("x+", "x=1", "missing"),
        ("x", "x", "constraint looks like"),
        ("x", "=1", "constraint looks like"),
        ("a*x", "y=1", "a"),
        ("__import__('os')", "x=1", "cannot be the name"),
        ("x", "", "one to"),
        ("x", "exec(1)=2", "exec"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_reason(objective, line, part):
    with pytest.raises(FormulaError, match=part):
        typed_problem(objective, [line])
    app = AppTest.from_file(PAGE, default_timeout=60)
    app.query_params.update({"problem": ["own"], "min": [objective], "st": [line]})
    calm(app.run())
    assert app.error and charts(app) == 0


def test_equations_that_are_not_polynomial_are_solved_from_a_grid():
    app = opened("problem=own&min=exp(x)%2By&st=x^2%2By^2=1&view=equations")
    table = app.dataframe[0].value
    problem = typed_problem("exp(x)+y", ["x^2+y^2=1"])
    found = found_from_a_grid(problem)
    assert len(table) == len(found) >= 2 and found[0].kind == "minimum"
    assert all(abs(residual(problem, np.array([p.x, p.y]))).max() < 1e-6 for p in found)
    angles = np.linspace(0, 2 * np.pi, 100_001)
    assert found[0].f == pytest.approx((np.exp(np.cos(angles)) + np.sin(angles)).min(), abs=1e-8)


def test_greater_or_equal_is_turned_around():
    problem = typed_problem("x^2+y^2", ["x + y >= 2", "x - y = 0"])
    p = np.array([0.5, 0.25])
    assert (problem.n_equalities, problem.n_constraints) == (1, 2)
    np.testing.assert_allclose(problem.constraints(p), [0.25, 2 - 0.75])
    assert problem.inside is not None


def test_typing_changes_the_address():
    app = opened("problem=own")
    app.text_input[0].set_value("x - y").run()
    calm(app)
    assert app.query_params["min"] == "x - y"


# ---- what the pictures show ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("key", "i"), [("circle_linear", 0), ("nw_qp", 0), ("half_disk", 1), ("rosenbrock_disk1", 0)])
def test_the_measured_slope_is_minus_lambda(key, i):
    problem = CONSTRAINED[key]
    point = problem.points[0]
    at = np.array([point.x, point.y])
    reach = price.reach_of(problem, i, at)
    here, measured = price.slope(problem, i, 0.0, at, 1e-3 * reach)
    assert measured == pytest.approx(-point.multipliers[i], rel=1e-4)
    assert here.multiplier == pytest.approx(point.multipliers[i], rel=1e-6)


def test_the_arrows_cancel_at_the_solution():
    from ui.figures.constrained_map import constrained_map

    case = Case()
    figure = constrained_map(case.declared(), case.run(), False, str)
    slope, hold, _here = figure.frames[-1].data
    ends = [np.array([t.x[1] - t.x[0], t.y[1] - t.y[0]]) for t in (slope, hold)]
    assert np.hypot(*ends[0]) > 0.1
    np.testing.assert_allclose(ends[0], -ends[1], atol=1e-9)
    assert len(figure.frames) == case.run().last + 1
