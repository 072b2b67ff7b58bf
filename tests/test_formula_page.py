"""Your formula without a browser: what is typed stays, what makes sense is shown, and what does not is explained."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from experiments import Entry, Experiment, Message
from experiments.limits import START
from experiments.typed import EXAMPLE, WINDOW, fault_of, read_window
from surfaces.formula_latex import symbol
from surfaces.formula_scan import FUNCTIONS, LENGTH
from tests.test_playground import ALONE, ROOT, calm, link, opened, shown
from tests.test_surfaces_formula import formulas
from ui.analysis import KINDS, undefined
from ui.formula import EXAMPLES, explained, with_end
from ui.stage.payload import build_payload

PAGE = ROOT / "pages" / "explore" / "formula.py"


def field(app: AppTest):
    (found,) = (each for each in app.text_input if ".formula." in each.key)
    return found


def typed(app: AppTest, text: str) -> AppTest:
    """The page after somebody has typed a text and pressed Enter."""
    field(app).set_value(text).run()
    return calm(app)


def complaint(app: AppTest) -> str:
    return "".join(html.proto.body for html in app.get("html") if 'class="fault"' in html.proto.body)


def on_stage(app: AppTest) -> tuple[str, dict]:
    surface = shown(app)["surface"]
    return surface["text"], surface["values"]


def test_the_page_opens_on_a_formula_with_a_slider():
    app = opened(page=PAGE)
    assert on_stage(app) == (EXAMPLE, {"a": 5.0}) and field(app).value == EXAMPLE
    assert not app.query_params and not app.warning and not complaint(app)


def test_a_link_opens_the_formula_with_its_parameters_and_its_window():
    app = opened("formula=b*x^2%2By^2&with=b=3&window=-1,2,-3,4&run=newton", page=PAGE)
    assert on_stage(app) == ("b*x^2+y^2", {"b": 3.0})
    assert shown(app)["surface"]["domain"] == [[-1, 2], [-3, 4]]
    assert [run["method"] for run in shown(app)["runs"]] == ["newton"]
    assert [n.value for n in app.number_input if ".window" in n.key] == [-1, 2, -3, 4]


def test_what_is_typed_is_on_the_stage_in_the_link_and_as_written_in_the_field():
    app = typed(opened(page=PAGE), "x**2 + k*y^2")
    assert on_stage(app) == ("x^2+k*y^2", {"k": 1.0})
    assert field(app).value == "x**2 + k*y^2"
    assert link(app) == "formula=x^2+k*y^2"
    assert any(r"k\,y^{2}" in latex.value for latex in app.latex)


def test_gradient_hessian_and_stationary_points_are_on_the_page():
    app = typed(opened(page=PAGE), "x^3 - 3*x + y^2")
    said = " ".join(latex.value for latex in app.latex)
    assert "3 x^{2} - 3" in said and "6 x" in said
    (table,) = (html.proto.body for html in app.get("html") if "<caption>Stationary" in html.proto.body)
    assert "(1, 0)" in table and "minimum" in table and "(−1, 0)" in table and "saddle" in table and "2, 6" in table


@pytest.mark.parametrize("page", [PAGE, ALONE])
def test_a_broken_formula_keeps_the_last_valid_picture_and_loses_nothing(page):
    app = typed(opened("formula=x^2%2By^2", page=page), "x^2 + 2y^2")
    assert on_stage(app) == ("x^2+y^2", {})
    assert field(app).value == "x^2 + 2y^2"
    assert "2*y" in complaint(app) and "<mark" in complaint(app)
    assert link(app) == "formula=x^2+y^2"
    app.run()  # something else on the page is touched
    assert field(app).value == "x^2 + 2y^2" and complaint(app)
    app = typed(app, "x^2 + 2*y^2")
    assert on_stage(app) == ("x^2+2*y^2", {}) and not complaint(app)


def test_an_edit_on_the_stage_leaves_a_half_typed_formula_in_its_field():
    app = typed(opened("formula=x^2%2By^2", page=PAGE), "x^2 + (y")
    edit = Experiment.from_query("formula=x^2%2By^2&start=0.5,0.5")[0].to_document() | {"serial": 1}
    app.session_state["formula.stage"] = {"edit": edit}
    assert shown(calm(app.run()))["start"] == [0.5, 0.5]
    assert field(app).value == "x^2 + (y" and "never closed" in complaint(app)


def test_a_broken_formula_in_a_link_stands_in_the_field_and_the_usual_one_on_the_stage():
    app = opened("formula=x^2%2B2y&steps=50", page=PAGE)
    assert on_stage(app) == (EXAMPLE, {"a": 5.0}) and shown(app)["steps"] == 50
    assert field(app).value == "x^2+2y" and complaint(app) and len(app.warning) == 1


def test_the_complaint_is_in_the_language_of_the_reader():
    app = opened("formula=2x", page=PAGE, locale="zh-CN")
    assert "乘积" in complaint(app)


def test_an_edit_of_a_parameter_on_the_stage_is_in_the_link():
    app = opened("formula=a*x^2%2By^2", page=PAGE)
    experiment = Experiment.from_query("formula=a*x^2%2By^2&with=a=7.5")[0]
    app.session_state["formula.stage"] = {"edit": experiment.to_document() | {"serial": 1}}
    calm(app.run())
    assert on_stage(app) == ("a*x^2+y^2", {"a": 7.5}) and "with=a=7.5" in link(app)
    assert field(app).value == "a*x^2+y^2"


def test_another_window_is_looked_through_and_is_in_the_link():
    app = opened("formula=x^2%2By^2&run=newton", page=PAGE)
    right = next(each for each in app.number_input if ".window1." in each.key)
    right.set_value(8.0).run()
    assert shown(calm(app))["surface"]["domain"] == [[-3, 8], [-3, 3]]
    assert "window=-3,8,-3,3" in link(app)


ends = st.floats(-START, START)


@given(st.integers(0, 3), ends)
def test_an_end_of_the_window_pushes_the_opposite_one_along(i, value):
    window = with_end(WINDOW, i, value)
    assert all(-START <= low < high <= START for low, high in window)
    assert abs(window[i // 2][i % 2] - value) <= 3e-6
    assert window[1 - i // 2] == WINDOW[1 - i // 2]
    notes: list[Message] = []
    assert read_window(window, notes) == window and notes == []


def test_kinks_and_undefined_parts_give_notice():
    app = opened("formula=abs(x)%2Blog(y)", page=PAGE)
    assert ["kink" in app.info[0].value, "49 %" in app.info[1].value] == [True, True]
    assert undefined(Experiment.from_query("formula=x^2%2By")[0].problem()) == 0
    assert opened("formula=log(-1-x^2)", page=PAGE).warning[0].value.startswith("The formula is defined nowhere")


def test_the_playground_has_a_field_when_one_types_the_surface_and_only_then():
    app = opened("run=adam", page=ALONE)
    assert not app.text_input
    (picker,) = (each for each in app.selectbox if each.key.startswith("playground.surface."))
    picker.set_value("formula").run()
    assert field(calm(app)).value == EXAMPLE and link(app) == f"formula={EXAMPLE}&run=adam"
    app = typed(app, "x*")
    (picker,) = (each for each in app.selectbox if each.key.startswith("playground.surface."))
    picker.set_value("beale").run()
    assert not calm(app).text_input and link(app) == "surface=beale&run=adam"


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_example_is_a_sound_formula_on_which_the_first_methods_run(name):
    assert fault_of(EXAMPLES[name]) is None
    experiment = Experiment("formula", formula=EXAMPLES[name], steps=60, entries=(Entry("gradient_descent"),))
    (trace,) = experiment.run()
    assert trace.fx[-1] < trace.fx[0]


@given(st.text(max_size=60))
def test_what_is_said_about_a_text_never_obeys_it(text):
    if fault := fault_of(text):
        said = explained(fault)
        assert said.count("<") == said.count(">") and "<script" not in said
        inside = said.replace("<code>", "").replace("</code>", "")
        assert inside.count("<") == 8  # div, div, pre, mark: opened and closed, and nothing else


def test_every_kind_of_stationary_point_has_a_name():
    texts = (
        "x^2+y^2",
        "x^2-y^2",
        "-x^2-y^2",
        "x^3-3*x*y^2",
        "x^4+y^4",
        "(x+y)^2",
        "-(x+y)^2",
        "-x^4-y^4",
        "abs(x)+abs(y)",
    )
    kinds = {p.kind for text in texts for p in Experiment("formula", formula=text).problem().points}
    assert kinds <= set(KINDS) and len(kinds) > 6


def test_what_the_readme_says_about_formulas_is_so():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    (query,) = re.findall(r"`/formula\?(.*?)`", text)
    experiment, messages = Experiment.from_query(query)
    assert messages == []
    assert (experiment.formula, experiment.surface_knobs["a"]) == ("(1-x)^2+a*(y-x^2)^2", 100)
    assert experiment.window == ((-2, 2), (-1, 3)) and f"at most {LENGTH} characters" in text
    section = text.split("### A formula of one's own")[1].split("##")[0]
    assert [name for name in FUNCTIONS if not re.search(rf"\b{name}\b", section)] == ["ln"]  # another name for log


names = st.from_regex(r"[A-Za-z][A-Za-z0-9_]{0,11}", fullmatch=True)


@given(st.lists(names, min_size=1, max_size=3))
def test_a_parameter_may_have_any_name_that_is_let_in(words):
    text = "+".join(f"{name}*x^2" for name in words) + "+y^2"
    if fault_of(text) is None:
        experiment = Experiment("formula", formula=text, steps=5, entries=(Entry("gradient_descent"),))
        assert build_payload(experiment, experiment.run())


@settings(max_examples=25)
@given(formulas)
def test_whatever_is_let_in_can_be_put_on_the_stage(text):
    if fault_of(text) is None:
        experiment = Experiment("formula", formula=text, steps=5, entries=(Entry("gradient_descent"), Entry("newton")))
        assert build_payload(experiment, experiment.run())


def test_indices_of_parameters_are_printed_side_by_side():
    symbols = [symbol(name) for name in ("a1", "a_1", "a1_b_c", "beta_", "speed_max")]
    assert symbols == ["a_{1}", "a_{1}", "a_{1,b,c}", r"\beta", r"\mathrm{speed}_{max}"]
