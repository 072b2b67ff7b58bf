"""The page of constraints without a browser: links, widgets, edits, typed problems, and a clear word for every end."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest

from experiments import ConstrainedExperiment
from optim_core.constrained.verdict import WORDS, verdict
from surfaces import CONSTRAINED
from ui.constrained.desk import VIEWS
from ui.constrained.presets import PRESETS
from ui.constrained.words import BRIEFLY, MANY, OUTLOOKS, SAYS
from ui.language import in_language

PAGE = Path(__file__).parent.parent / "pages" / "methods" / "constrained.py"


def opened(link: str = "", **state) -> AppTest:
    app = AppTest.from_file(PAGE, default_timeout=60)
    app.query_params.update(parse_qs(link, keep_blank_values=True))
    for key, value in state.items():
        app.session_state[key] = value
    return calm(app.run())


def calm(app: AppTest) -> AppTest:
    assert [(e.message, e.stack_trace) for e in app.exception] == []
    return app


def shown(app: AppTest) -> dict:
    """The header of what the stage was given."""
    (stage,) = app.get("bidi_component")
    data = stage.proto.bytes
    return json.loads(data[4 : 4 + int.from_bytes(data[:4], "little")])


def query(app: AppTest) -> dict[str, list[str]]:
    """What stands in the address bar."""
    return {name: [value] if isinstance(value, str) else list(value) for name, value in app.query_params.items()}


def methods(app: AppTest) -> list[str]:
    return [run["method"] for run in shown(app)["runs"]]


def charts(app: AppTest) -> int:
    return len(app.get("plotly_chart"))


def said(app: AppTest) -> str:
    """All that is written below and above the stage, but for formulas."""
    tables = " ".join(html.proto.body for html in app.get("html"))
    notices = " ".join(e.value for kind in ("success", "info", "warning", "error") for e in getattr(app, kind))
    return f"{tables} {notices}".replace("&#x27;", "'").replace("&lt;", "<")


def edited(app: AppTest, **changes) -> AppTest:
    """The page after an edit on the stage."""
    header = shown(app)
    runs = [
        {"id": r["id"], "method": r["method"], "values": r["values"], "hidden": r["hidden"]} for r in header["runs"]
    ]
    part = {"key": header["surface"]["key"], "values": header["surface"]["values"]}
    if header["surface"]["text"]:
        part |= {"text": header["surface"]["text"], "window": header["surface"]["domain"]}
    document = {name: header[name] for name in ("start", "steps", "seed", "at")} | {"surface": part, "runs": runs}
    app.session_state["constrained.stage"] = {"edit": {"serial": 1, "base": header["query"]} | document | changes}
    return calm(app.run())


def test_a_cold_visit_shows_the_picture_of_lagrange():
    app = opened()
    header = shown(app)
    assert header["surface"]["key"] == "circle_linear"
    assert header["surface"]["constraints"] == {"count": 1, "equalities": 1}
    assert {tuple(point["multipliers"]) for point in header["surface"]["solutions"]} == {(0.5,), (-0.5,)}
    assert all(run["live"] for run in header["runs"])
    assert SAYS["minimum"] in said(app) and charts(app) == 0
    assert query(app) == {}


@pytest.mark.parametrize("key", CONSTRAINED)
def test_every_problem_of_the_catalogue_comes_with_its_answers_and_runs_in_the_browser(key):
    header = shown(opened(f"problem={key}&run=sqp&run=newton_kkt"))
    assert header["surface"]["key"] == key
    assert len(header["surface"]["solutions"]) == len(CONSTRAINED[key].points)
    assert [run["live"] for run in header["runs"]] == [True, True]


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("problem", ["circle_linear", "half_disk", "hs14", "cusp"])
def test_every_view_opens(view, problem):
    app = opened(f"problem={problem}&view={view}")
    expected = {"picture": 0, "saddle": 1, "price": 2, "penalty": 3, "methods": 1, "equations": 0, "starts": 1}[view]
    assert charts(app) == (0 if problem == "cusp" and view in ("saddle", "price") else expected)


@pytest.mark.parametrize("view", ["picture", "price", "starts"])
def test_every_view_speaks_chinese(view):
    zh = in_language("zh")
    app = opened(f"view={view}", language="zh")
    assert app.title[0].value == zh("Constraints and multipliers") != "Constraints and multipliers"
    assert shown(app)["text"]["Conditions"] == zh("Conditions") != "Conditions"
    (level,) = shown(app)["surface"]["knobs"]
    assert level["says"].startswith("约束")


def test_a_view_that_there_is_not_is_named_and_the_rest_is_kept():
    app = opened("problem=hs7&view=pictur")
    assert "picture" in said(app) and shown(app)["surface"]["key"] == "hs7"


def test_turning_to_a_view_is_in_the_address():
    app = opened("problem=hs7")
    (picker,) = (each for each in app.get("button_group") if each.key.startswith("constrained.view."))
    picker.set_value("equations").run()
    assert query(calm(app)) == {"problem": ["hs7"], "view": ["equations"]}


def test_choosing_a_problem_brings_its_start_and_keeps_the_methods_that_can_do_it():
    app = opened("problem=nw_disk&run=projected_gradient&run=sqp&start=1,1")
    app.selectbox[0].set_value("hs7").run()
    assert query(calm(app)) == {"problem": ["hs7"], "run": ["sqp"]}
    assert shown(app)["start"] == list(CONSTRAINED["hs7"].starts[0]) and "projection" in said(app)


def test_a_method_that_cannot_run_says_what_it_needs():
    app = opened("problem=hs13&run=frank_wolfe&run=sqp")
    assert methods(app) == ["sqp"] and "projection" in said(app) and "frank_wolfe" in said(app)


def test_adding_a_method_puts_it_beside_the_others():
    app = opened("problem=nw_disk&run=sqp")
    app.selectbox[1].set_value("interior_point").run()
    assert methods(calm(app)) == ["sqp", "interior_point"]
    assert query(app) == {"problem": ["nw_disk"], "run": ["sqp", "interior_point"]}


def test_an_edit_on_the_stage_is_in_the_address():
    app = edited(opened("problem=nw_disk&run=sqp"), start=[1.0, -0.5])
    assert query(app) == {"problem": ["nw_disk"], "run": ["sqp"], "start": ["1,-0.5"]}
    app = edited(app, surface={"key": "nw_disk", "values": {"b": -0.5}})
    assert query(app)["problem"] == ["nw_disk(b=-0.5)"]
    assert shown(app)["surface"]["solutions"][0]["x"] == pytest.approx(-(0.75**0.5), abs=1e-6)


@pytest.mark.parametrize(
    ("link", "word"),
    [
        ("problem=hs10&run=log_barrier&start=-10,10", "minimum"),
        ("problem=own&min=x&st=x^2%2By^2<=0&run=log_barrier", "no interior"),
        ("problem=cusp&run=sqp&steps=300", "no multiplier"),
        ("problem=nw_qp(b1=-0.5)&run=projected_gradient&steps=500", "minimum"),
        ("problem=nw_qp(b2=-3,b4=-2,b5=-2)&run=projected_gradient&run=frank_wolfe", "empty"),
        ("start=1,0&run=newton_kkt", "maximum"),
        ("problem=own&min=x%2By&st=x^2%2By^2<=-1&run=sqp&steps=200", "infeasible"),
        ("problem=own&min=x%2By&st=x-y=0&run=lagrangian_descent&steps=2000", "diverged"),
        ("problem=own&min=x%2By&st=x-y=0&run=newton_kkt", "singular"),
        ("problem=own&min=x^2%2By^2&st=x*y=1&run=sqp", "minimum"),
    ],
)
def test_every_end_has_its_word(link, word):
    app = opened(link)
    assert SAYS[word] in said(app)
    assert word == "minimum" or SAYS["minimum"] not in said(app)


@pytest.mark.parametrize(
    ("link", "outlook"),
    [
        ("problem=own&min=x%2By&st=x^2%2By^2<=-1", "empty"),
        ("problem=own&min=x&st=x<=-1&st=x>=1", "empty"),
        ("problem=own&min=x&st=x=1&st=y=1&st=x%2By=3", "empty"),
        ("problem=own&min=x%2By&st=x-y=0", "unbounded"),
        ("problem=own&min=x&st=y<=1", "unbounded"),
        ("problem=own&min=x%2By&st=x^2%2By^2=2&st=2*x^2%2B2*y^2=4", ""),
        ("problem=own&min=y&st=(x-1)^2%2By^2<=1&st=(x%2B1)^2%2By^2<=1", "dependent"),
        ("problem=own&min=x^2%2By^2&st=x*y=1", ""),
        ("problem=circle_linear", ""),
        ("problem=cusp&run=sqp", ""),
        ("problem=nw_disk(b=0.5)", ""),
    ],
)
def test_what_is_wrong_with_a_problem_itself_is_said(link, outlook):
    app = opened(link)
    assert [word for word, says in OUTLOOKS.items() if says in said(app)] == [outlook] * bool(outlook)


def test_the_equations_of_more_constraints_than_coordinates_are_answered():
    app = opened("problem=own&min=x&st=x=1&st=y=1&st=x%2By=2&view=equations")
    assert app.dataframe[0].value["kind"].tolist() == ["minimum"]


def test_a_run_says_that_its_multipliers_are_one_choice_of_many():
    assert MANY in said(opened("problem=own&min=x%2By&st=x^2%2By^2=2&st=2*x^2%2B2*y^2=4&run=sqp"))
    assert MANY not in said(opened("problem=own&min=x%2By&st=x^2%2By^2=2&run=sqp"))


def test_there_are_words_for_every_verdict():
    assert set(SAYS) == set(BRIEFLY) == set(WORDS)


@pytest.mark.parametrize("name", PRESETS)
def test_every_preset_shows_what_its_title_says(name):
    case = PRESETS[name]
    experiment, notes = ConstrainedExperiment.from_query(case.link)
    word = verdict(experiment.run()[0]).word
    expected = {"behind": "maximum", "cusp": "no multiplier", "zigzag": "on its way", "away": "diverged"}
    assert notes == [] and word == expected.get(name, "minimum")
    assert case.view in VIEWS


def test_a_preset_replaces_the_experiment_and_says_what_to_look_for():
    app = opened("problem=hs7&start=1,1")
    (menu,) = app.menu_button
    menu.click("price").run()
    assert query(calm(app)) == {"problem": ["wyndor"], "run": ["sqp", "interior_point"], "view": ["price"]}
    assert any(PRESETS["price"].look_for in caption.value for caption in app.caption)


def test_the_slider_of_a_level_moves_the_problem_on_the_stage():
    app = opened("problem=nw_disk&run=sqp&view=price")
    app.slider[0].set_value(0.5).run()
    assert query(calm(app))["problem"] == ["nw_disk(b=0.5)"]
    told = {metric.label: metric.value for metric in app.metric}
    assert told["−λ"] == told["measured slope ∂f*/∂b"] == "−0.44721"  # 1/√5


def test_where_the_price_jumps_both_slopes_are_told():
    app = opened("problem=own&min=y^2-x&st=x<=1&st=2*x<=2&view=price")
    slopes = {metric.label: metric.value for metric in app.metric}["measured slope ∂f*/∂b"]
    assert slopes in ("−1 | 0", "−0.5 | 0") and "kink" in said(app)


def test_where_there_is_no_neighbouring_level_there_is_no_slope():
    app = opened("problem=own&min=x%2By&st=x^2%2By^2=2&st=2*x^2%2B2*y^2=4&view=price")
    assert {metric.label: metric.value for metric in app.metric}["measured slope ∂f*/∂b"] == "–"
    assert "no slope to measure" in said(app)


# ---- the visitor's own problem ---------------------------------------------------------------------------------------


def test_a_typed_problem_is_on_the_stage_with_its_answers():
    header = shown(opened("problem=own&min=x^2%2By^2&st=x*y=1"))
    assert header["surface"]["text"] == "x^2+y^2;x*y=1"
    assert sorted(round(p["x"], 6) for p in header["surface"]["solutions"]) == [-1, 1]


def test_a_typed_problem_gets_its_equations_in_latex():
    app = opened("problem=own&min=x^2%2By^2&st=x*y=1&view=equations")
    assert any("lambda" in latex.value for latex in app.latex)
    assert len(app.dataframe[0].value) == 2


@pytest.mark.parametrize("view", VIEWS)
def test_an_empty_set_is_answered_and_not_solved(view):
    app = opened(f"problem=own&min=x%2By&st=x^2%2By^2<=-1&view={view}")
    assert SAYS["minimum"] not in said(app)


@pytest.mark.parametrize(
    ("objective", "line", "part"),
    [
        ("x+", "x=1", "missing"),
        ("x", "x", "constraint looks like"),
        ("a*x", "y=1", "a"),
        ("__import__('os')", "x=1", "fault"),
        ("x", "", "one to"),
        ("x", "exec(1)=2", "exec"),
    ],
)
def test_what_cannot_be_read_is_said_where_it_is_typed_and_the_stage_keeps_what_it_has(objective, line, part):
    app = opened(f"problem=own&min={objective.replace('+', '%2B')}&st={line}")
    assert 'role="alert"' in said(app) and part in said(app)
    assert app.text_input[0].value == objective
    assert shown(app)["surface"]["key"] == "circle_linear"


def test_equations_that_are_not_polynomial_are_solved_from_a_grid():
    app = opened("problem=own&min=exp(x)%2By&st=x^2%2By^2=1&view=equations")
    assert len(app.dataframe[0].value) >= 2


def test_choosing_ones_own_problem_begins_with_one_that_works_and_typing_changes_the_address():
    app = opened()
    app.selectbox[0].set_value("own").run()
    assert shown(calm(app))["surface"]["text"] == "x+y;x^2+y^2=2"
    app.text_input[0].set_value("x - y").run()
    assert query(calm(app))["min"] == ["x-y"]
    app.text_area[0].set_value("x^2 + y^2 <= 2\nx >= 0").run()
    assert query(calm(app))["st"] == ["x^2+y^2<=2", "x>=0"]
    app.text_area[0].set_value("x^2 + y^2 <=").run()
    assert "constraint looks like" in said(calm(app))
    assert shown(app)["surface"]["text"] == "x-y;x^2+y^2<=2;x>=0"
    assert app.text_area[0].value == "x^2 + y^2 <="


def test_an_edit_on_the_stage_keeps_the_typed_problem():
    app = edited(opened("problem=own&min=x^2%2By^2&st=x*y=1&run=sqp"), start=[2.0, 1.0])
    assert shown(app)["surface"]["text"] == "x^2+y^2;x*y=1" and shown(app)["start"] == [2.0, 1.0]


def test_what_is_typed_is_never_obeyed():
    app = opened("problem=own&min=x&st=<b>x</b>=1")
    assert "<b>x</b>" not in re.sub(r"&\w+;", "", " ".join(html.proto.body for html in app.get("html")))
