"""The page about roots without a browser: links, widgets, edits, and cases that show what they say."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import parse_qs

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from experiments import RootExperiment
from surfaces import ROOTS
from ui.language import in_language
from ui.roots.desk import ENDS, ending, number
from ui.roots.presets import CASES, HOME

PAGE = Path(__file__).parent.parent / "pages" / "methods" / "root_finding.py"


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


def runs(name: str) -> list:
    return CASES[name].experiment.run()


def test_the_page_opens_on_tangents_that_arrive():
    app = opened()
    header = shown(app)
    assert header["start"] == [1.3, 0] and header["panels"] == ["tangents", "curve", "inspector"]
    assert "arrives at x = 0 after 7 steps" in app.markdown[0].value
    assert app.query_params == {}


@pytest.mark.parametrize("key", ROOTS)
def test_every_equation_opens(key):
    app = opened(f"equation={key}")
    header = shown(app)
    assert header["surface"]["key"] == key and not app.warning
    assert header["panels"][0] == ("map" if ROOTS[key].is_complex else "tangents")
    assert app.latex[0].value.strip("$\n ") == ROOTS[key].latex


def test_an_equation_is_picked_and_the_address_follows():
    app = opened("start=1.5&run=halley")
    (picker,) = (box for box in app.selectbox if box.key.startswith("root_finding.equation"))
    calm(picker.set_value("kepler").run())
    assert dict(app.query_params) == {"equation": "kepler", "run": "halley"}


def test_an_edit_from_the_stage_is_taken_over():
    app = opened()
    edit = RootExperiment(start=(2.0, 0.0)).to_document() | {"serial": 1, "base": shown(app)["query"]}
    app.session_state["root_finding.stage"] = {"edit": edit}
    calm(app.run())
    assert app.query_params["start"] == "2"
    assert "diverges" in app.markdown[0].value


def test_bad_parts_of_a_link_are_named():
    app = opened("equation=arctn&start=1,2&run=adam")
    said = " ".join(warning.value for warning in app.warning)
    assert "`arctan`" in said and "only the first is used" in said and "looks for a minimum" in said
    assert shown(app)["surface"]["key"] == "arctan" and shown(app)["start"] == [1, 0]


def test_the_whole_page_speaks_chinese():
    app = opened("equation=z3_minus_1&start=-1,0.5", language="zh")
    assert app.title[0].value == "根与切线" and "到达 z = " in app.markdown[0].value


@pytest.mark.parametrize("name", CASES)
def test_a_case_is_a_link_that_reads_back_and_says_what_to_look_for(name):
    case = CASES[name]
    experiment, notes = RootExperiment.from_query(case.link)
    assert notes == [] and RootExperiment.from_query(experiment.to_query(HOME), HOME)[0] == experiment
    assert case.look_for in opened(experiment.to_query(HOME)).caption[1].value


def test_near_enough_closes_in_and_too_far_swings_out_unless_it_is_damped():
    (near,), (far, damped) = runs("near"), runs("far")
    assert str(near.status) == "converged" and (np.diff(np.abs(near.x[:8, 0])) < 0).all()
    assert str(far.status) == "diverged" and (np.diff(np.abs(far.x[: int(far.last) + 1, 0])) > 0).all()
    assert str(damped.status) == "converged" and damped.info["alpha"][0, ...] < 1


def test_the_circle_is_between_zero_and_one_and_draws_its_neighbours_in():
    (cycle,) = runs("cycle")
    assert cycle.x[:, 0].tolist() == [k % 2 for k in range(31)]
    near = RootExperiment.from_query("equation=cycle2&start=0.1&steps=60")[0].run()[0]
    assert near.x[-2:, 0].round(6).tolist() in ([0, 1], [1, 0])
    left = RootExperiment.from_query("equation=cycle2&start=-2")[0].run()[0]
    assert str(left.status) == "converged"


def test_at_the_double_root_each_tangent_halves_the_way_and_twice_the_way_is_exact():
    plain, twice = runs("double")
    np.testing.assert_allclose(np.diff(np.log2(plain.x[:10, 0] - 1)), -1)
    assert twice.x[1, 0] == 1


def test_the_cube_root_flees_twice_as_far_to_the_other_side():
    (flight,) = runs("flight")
    x = flight.x[: int(flight.last) + 1, 0]
    np.testing.assert_allclose(x[1:], -2 * x[:-1], rtol=1e-9)


def test_a_level_tangent_ends_the_search_before_it_begins():
    (level,) = runs("level")
    assert (int(level.last), str(level.status)) == (0, "undefined")
    assert "no line leads on" in ending(CASES["level"].experiment, level)


def test_three_slopes_arrive_one_after_the_other_and_the_secant_asks_for_no_slope():
    newton, secant, halley = runs("three")
    assert int(halley.last) < int(newton.last) < int(secant.last)
    assert {str(trace.status) for trace in (newton, secant, halley)} == {"converged"}
    assert secant.evaluations["gradient"][-1] == 0 and halley.evaluations["hessian"][-1] > 0


def test_the_islands_never_reach_a_root():
    assert str(runs("islands")[0].status) == "running"
    assert str(runs("basins")[0].status) == "converged"


def test_every_end_has_its_word_in_both_languages():
    found = {str(trace.status) for name in CASES for trace in runs(name)}
    assert found == set(ENDS)
    assert all(in_language("zh")(text) != text for text in ENDS.values())


def test_complex_numbers_are_written_as_such():
    assert [number(1.5, 0), number(-0.5, 0.866), number(0, -2)] == ["1.5", "−0.5 + 0.866i", "0 − 2i"]
