"""A formula in an experiment: it survives its link, says what is wrong with it, and is never obeyed."""

from __future__ import annotations

import random
from urllib.parse import parse_qs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from experiments import Entry, Experiment, limits
from experiments.merge import merged
from experiments.typed import EXAMPLE, WINDOW, Fault, fault_of, squeezed, typed, with_its_plus_signs
from optim_core import METHODS, knobs_of
from surfaces.formula import parse
from surfaces.formula_error import SAYS
from surfaces.formula_scan import LENGTH
from tests.test_experiments_links import longest
from tests.test_surfaces_formula import SAME, answer, hostile_text, watched

TEXTS = (*SAME, EXAMPLE, "x^2 + var*y^2", "where(x>0 and y>0 or not x<-1, x, y)", "1e-5*x + 2 - y", "abs(x) - -y")


@st.composite
def experiments(draw):
    text = draw(st.sampled_from(TEXTS))
    value = st.floats(-limits.PARAMETER, limits.PARAMETER)
    knobs = {name: draw(value) for name in typed(squeezed(text), WINDOW).knobs if draw(st.booleans())}
    window = WINDOW
    if draw(st.booleans()):
        corner, side = st.floats(-1000, 1000), st.floats(0.1, 1000)
        (a, b), (c, d) = draw(st.tuples(corner, side)), draw(st.tuples(corner, side))
        window = ((a, a + b), (c, c + d))
    return Experiment("formula", knobs, formula=text, window=window, entries=(Entry("adam"),))


@settings(max_examples=60)
@given(experiments())
def test_a_formula_survives_its_link_and_its_document(experiment):
    link = experiment.to_query()
    assert Experiment.from_query(link) == (experiment, [])
    assert Experiment.from_query(parse_qs(link)) == (experiment, [])
    assert Experiment.from_query(link)[0].to_query() == link
    assert Experiment.from_document(experiment.to_document()) == (experiment, [])


def test_a_link_with_a_formula_can_be_read_by_a_person():
    experiment = Experiment(
        "formula", {"a": 100}, formula="(1-x)^2 + a*(y-x**2)^2", window=((-2, 2), (-1, 3)), entries=(Entry("adam"),)
    )
    assert experiment.to_query() == "formula=(1-x)^2%2Ba*(y-x^2)^2&with=a=100&window=-2,2,-1,3&run=adam"
    assert experiment.problem().value([-1.2, 1]) == pytest.approx(24.2)


@pytest.mark.parametrize("text", TEXTS)
def test_a_formula_means_the_same_without_its_spaces(text):
    assert parse(squeezed(text))[:2] == parse(text)[:2]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("(1-x)^2+a*(y-x^2)^2", "(1-x)^2+a*(y-x^2)^2"),
        ("x+.5+sin(y)+2", "x+.5+sin(y)+2"),
        ("(x)+(y)", "(x)+(y)"),
        ("1e+5*x", "1e+5*x"),
        ("where(x>0+and+y>0+or+not+(x<1),x,y)", "where(x>0 and y>0 or not (x<1),x,y)"),
        ("x+or+y", "x or y"),
    ],
)
def test_a_plus_sign_in_a_link_written_by_hand_is_a_plus_sign(written, meant):
    assert with_its_plus_signs(written.replace("+", " ")) == meant


def test_parameters_may_also_be_named_with_the_surface():
    a, notes = Experiment.from_query("surface=formula(a=7)&formula=a*x^2")
    assert notes == [] and a == Experiment.from_query("formula=a*x^2&with=a=7")[0]


@pytest.mark.parametrize(
    ("link", "says"),
    [
        ("formula=x^2&with=b=1", "formula has no knobs"),
        ("formula=beta*x^2&with=bta=1", "the nearest name is beta"),
        ("formula=a*x&with=a=1e99", "lies between -1000000 and 1000000"),
        ("formula=a*x&with=a=nan", "finite number"),
        ("formula=a*x&with=a", "has no value"),
        ("formula=x&window=1,2", "-3,3,-3,3 is used instead"),
        ("formula=x&window=2,1,0,1", "-3,3,-3,3 is used instead"),
        ("formula=x&window=0,1e99,0,1", "-3,3,-3,3 is used instead"),
        ("formula=x&formula=y", "more than once"),
        ("formula=x&surface=beale", "beale is not"),
        ("window=0,1,0,1", "belongs to a formula"),
        ("formla=x", "the nearest name is formula"),
        ("surface=formula", "Type a formula"),
    ],
)
def test_what_is_wrong_around_a_formula_is_said(link, says):
    experiment, (note, *_) = Experiment.from_query(link)
    assert says in str(note)
    assert Experiment.from_query(experiment.to_query()) == (experiment, [])


def test_a_fault_in_a_formula_names_its_text_and_its_character_and_the_rest_of_the_link_is_kept():
    experiment, (fault, note) = Experiment.from_query("formula=(1-x)^2%2B2y&run=adam&steps=50")
    assert isinstance(fault, Fault) and (fault.text, fault.position) == ("(1-x)^2+2y", 9)
    assert fault.template == SAYS["times"] and "rosenbrock is shown" in str(note)
    assert experiment == Experiment(steps=50, entries=(Entry("adam"),))


def test_where_a_page_has_a_formula_of_its_own_a_broken_one_is_replaced_by_that():
    home = Experiment("formula", {"a": 5}, formula=EXAMPLE)
    assert Experiment.from_query("", home) == (home, [])
    broken, notes = Experiment.from_query("formula=2x&start=1,2", home)
    assert broken.ground() == home.ground() and broken.start == (1, 2)
    assert EXAMPLE in str(notes[1])
    assert Experiment.from_query("surface=beale", home)[0].problem().key == "beale"


def test_a_new_formula_keeps_the_parameters_it_still_has_and_a_start_that_was_chosen():
    first = Experiment("formula", {"a": 5, "b": 2}, formula="a*x^2+b*y^2", steps=50)
    assert dict(first.with_formula("x^2 + a*y^4").surface_knobs) == {"a": 5}
    second = first.with_formula("(x-1)^2+y^2")
    assert second.start == second.problem().starts[0] and second.steps == 50
    third = Experiment("formula", formula="x^2+y^2", start=(1, 1)).with_formula("x^4+y^2")
    assert third.start == (1, 1)
    assert first.with_surface("beale") == Experiment("beale", steps=50)


def test_of_two_changes_at_once_a_formula_goes_with_its_parameters():
    base = Experiment("formula", {"a": 5}, formula="a*x^2+y^2")
    theirs, ours = base.with_formula("x*y"), Experiment("formula", {"a": 6}, formula="a*x^2+y^2")
    assert merged(base, theirs, ours).ground() == theirs.ground()


def test_plain_descent_starts_with_a_step_below_the_curvature_at_the_start():
    for k in (1, 30, 1000):
        experiment = Experiment("formula", {"k": k}, formula="k*x^2+y^2", entries=(Entry("gradient_descent"),))
        assert experiment.values(0)["lr"] <= 1 / (2 * k)
        (trace,) = experiment.run()
        assert trace.fx[-1] < trace.fx[0] and str(trace.status) in ("running", "converged")


def test_a_run_that_leaves_where_the_formula_is_defined_ends_as_undefined():
    link = "formula=y^2-log(x)*(x-3)&start=0.2,1&run=gradient_descent(lr=0.5)&run=newton&steps=40"
    experiment, notes = Experiment.from_query(link)
    assert notes == []
    assert "undefined" in {str(trace.status) for trace in experiment.run()}


@pytest.mark.parametrize("key", ["dadapt_adam", "shampoo", "soap", "prodigy"])
def test_the_longest_link_of_eight_runs_on_the_longest_formula_is_still_read(key):
    names = [f"parameter{i}{i}{i}" for i in range(8)]
    text = "+".join(f"{name}*sin({i}*x+y)" for i, name in enumerate(names))
    term = "+1.234567890123456*x"
    text += term * ((LENGTH - len(text)) // len(term))
    turned = {name: longest(knob) for name, knob in knobs_of(METHODS[key]).items()}
    window = ((-123.45678901234567, 987.65432109876543), (-123.45678901234567, 987.65432109876543))
    experiment = Experiment(
        "formula", dict.fromkeys(names, -1.2345678901234567e-7), (-123456.78901234567, -1.2345678901234567e-7), 1999,
        limits.SEED, (Entry(key, turned, hidden=True),) * limits.RUNS, 1, text, window,
    )  # fmt: skip
    assert Experiment.from_query(experiment.to_query()) == (experiment, [])


def test_hostile_formulas_in_links_and_documents_are_answered_and_nothing_is_executed():
    Experiment.from_query(f"formula={EXAMPLE}")  # whatever is imported late is imported now
    rng, usable = random.Random(7), 0
    watched.clear()
    for i in range(3_000):
        text = hostile_text(rng)
        fault = fault_of(text)
        assert (answer(text) == "ok") == (fault is None)
        query = {"formula": [text], "with": [hostile_text(rng)], "window": [hostile_text(rng)]}
        document = {"surface": {"key": "formula", "text": text, "values": {text: text}, "window": text}}
        if fault is None:  # deriving it takes longer
            usable += 1
            if usable > 30:
                continue
        for experiment, notes in (Experiment.from_query(query), Experiment.from_document(document)):
            assert all(len(str(note)) < 400 for note in notes)
            assert Experiment.from_query(experiment.to_query()) == (experiment, []), i
    assert usable > 20 and watched == []


@given(st.recursive(st.none() | st.floats() | st.text(max_size=9), lambda inner: st.lists(inner, max_size=4)))
def test_any_window_is_answered_with_a_window(window):
    document = {"surface": {"key": "formula", "text": "x^2+y", "values": window, "window": window}}
    (a, b), (c, d) = Experiment.from_document(document)[0].window
    assert a < b and c < d
