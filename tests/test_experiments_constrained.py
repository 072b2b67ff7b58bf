"""Experiments with constraints: links, documents, starts, and that they never meet those without constraints."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qs

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from experiments import ConstrainedExperiment, Entry, Experiment, Message, missing
from experiments.merge import merged
from experiments.outcomes import SIDE, ends
from experiments.own_problem import fault_of
from experiments.price import prices
from experiments.solutions import found_from_a_grid, outlook, solutions
from optim_core import CONSTRAINED_METHODS, METHODS
from optim_core.constrained.kkt import residual
from optim_core.constrained.verdict import verdict
from surfaces import CONSTRAINED, SURFACES
from surfaces.formula_error import FormulaError
from surfaces.problem_text import typed_problem

LINKS = [
    "",
    "problem=nw_disk&run=sqp(nu=2.0)&start=1,0.5&steps=30&at=4",
    "problem=half_disk(b1=0.5,b2=-0.25)&run=log_barrier&run=sqp(hidden)",
    "problem=own&min=x^2%2By^2&st=x*y=1&st=x<=2&window=4",
    "problem=own(b2=0.5)&min=x^2%2By^2&st=x*y=1&st=x<=2&window=-1,5,-2,2",
    "run=descent_ascent(lr=0.01)&run=newton_kkt&seed=4",
]


def read(link: str) -> ConstrainedExperiment:
    experiment, notes = ConstrainedExperiment.from_query(link)
    assert [str(note) for note in notes] == []
    return experiment


@pytest.mark.parametrize("link", LINKS)
def test_a_link_survives_the_round_trip(link):
    experiment = read(link)
    assert read(experiment.to_query()) == experiment
    assert read(experiment.to_query(ConstrainedExperiment())) == experiment
    assert ConstrainedExperiment.from_document(experiment.to_document()) == (experiment, [])


def test_an_experiment_with_constraints_always_names_its_problem():
    assert read("").to_query() == "problem=circle_linear"
    assert read("").to_query(ConstrainedExperiment()) == ""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("problem=nw_disk&method=sqp(nu=2)&start=1,0.5&steps=30", "problem=nw_disk&start=1,0.5&run=sqp(nu=2)&steps=30"),
        ("problem=own&min=x^2%2By^2&st=x*y=1&window=4", "problem=own&min=x^2%2By^2&st=x*y=1&window=-4,4,-4,4"),
        ("method=descent_ascent(lr=0.01)", "problem=circle_linear&run=descent_ascent(lr=0.01)"),
        ("surface=hs14&method=sqp", "problem=hs14&run=sqp"),
        ("problem=own&min=x%2By&st=x^2%2By^2=2&st=x<=1", "problem=own&min=x%2By&st=x^2%2By^2=2&st=x%3C=1"),
    ],
)
def test_older_names_in_a_link_stand_for_the_same(old, new):
    assert read(old) == read(new)
    assert read(old).to_query() == new


@pytest.mark.parametrize(
    ("link", "word"),
    [
        ("problem=circle_liner", "circle_linear"),
        ("run=newton_kt", "newton_kkt"),
        ("run=sqp(mu=1)", "nu"),
        ("start=a,b", "start"),
        ("stepz=3", "steps"),
        ("problem=half_disk(b3=1)", "no knob b3"),
        ("problem=hs13&run=frank_wolfe&run=sqp", "frank_wolfe"),
    ],
)
def test_each_bad_part_of_a_link_is_named_and_the_rest_is_kept(link, word):
    experiment, notes = ConstrainedExperiment.from_query(f"{link}&at=7")
    assert notes and all(isinstance(note, Message) for note in notes)
    assert any(word in str(note) for note in notes)
    assert experiment.at == 7 and experiment.entries


@pytest.mark.parametrize("kind", [Experiment, ConstrainedExperiment])
def test_links_never_lead_from_one_kind_of_problem_to_the_other(kind):
    free = kind is Experiment
    surfaces, methods = (CONSTRAINED, CONSTRAINED_METHODS) if free else (SURFACES, METHODS)
    for part in ("surface", "problem"):
        for key in surfaces:
            experiment, notes = kind.from_query(f"{part}={key}")
            assert experiment == kind() and len(notes) == 1
            assert ("has constraints" if free else "has no constraints") in str(notes[0])
    for key in methods:
        experiment, notes = kind.from_query(f"run={key}&run={'adam' if free else 'sqp'}")
        assert [entry.method for entry in experiment.entries] == ["adam" if free else "sqp"]
        assert ("for problems with constraints" if free else "knows nothing of constraints") in str(notes[0])
    assert not set(METHODS) & set(CONSTRAINED_METHODS)
    assert not set(SURFACES) & set(CONSTRAINED)


@pytest.mark.parametrize("key", CONSTRAINED)
def test_every_method_that_can_be_run_on_a_problem_is_run(key):
    able = [method for method in CONSTRAINED_METHODS if not missing(method, CONSTRAINED[key])]
    experiment, notes = ConstrainedExperiment.from_query(
        f"problem={key}&steps=3&" + "&".join(f"run={m}" for m in able[:8])
    )
    assert notes == [] and [entry.method for entry in experiment.entries] == able[:8]
    for trace in experiment.run():
        assert trace.x.shape == (4, 2)


@pytest.mark.parametrize("key", CONSTRAINED)
def test_at_first_sight_something_moves_and_the_first_run_arrives(key):
    experiment = ConstrainedExperiment(key, steps=100)
    traces = experiment.run()
    assert int(traces[0].last) > 1
    assert verdict(traces[0]).word in ("minimum", "maximum", "no multiplier")
    assert (verdict(traces[0]).word == "maximum") == (key == "obstacle")  # begins straight behind it


def test_a_barrier_begins_where_all_others_begin():
    alone, beside = read("problem=hs10&run=sqp"), read("problem=hs10&run=sqp&run=log_barrier")
    assert alone.start == beside.start == CONSTRAINED["hs10"].starts[0]


def test_a_level_is_a_knob_of_the_problem():
    moved = read("problem=nw_disk(b=-0.5)&run=sqp&steps=40")
    assert moved.problem().levels == (-0.5,)
    (trace,) = moved.run()
    np.testing.assert_allclose(trace.x[-1], -np.sqrt([0.75, 0.75]), atol=1e-6)
    assert read("problem=nw_disk(b=0)&run=sqp").surface_knobs == {}


def test_two_hands_on_one_experiment_are_merged():
    base = read("problem=nw_disk&run=sqp")
    theirs, ours = replace(base, start=(1.0, 0.0)), replace(base, surface_knobs={"b": 0.5})
    assert merged(base, theirs, ours) == replace(base, start=(1.0, 0.0), surface_knobs={"b": 0.5})
    assert isinstance(merged(base, theirs, ours), ConstrainedExperiment)


@given(
    st.text(max_size=200)
    | st.lists(st.sampled_from(["problem=own", "min=x", "st=x=1", "st", "=", "run=sqp(", "window=,"])).map("&".join)
)
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_is_answered_with_an_experiment(text):
    experiment, notes = ConstrainedExperiment.from_query(text)
    assert ConstrainedExperiment.from_query(experiment.to_query())[0] == experiment
    assert all(str(note) for note in notes)


# ---- one's own problem -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "part", "at"),
    [
        ("x+;x=1", "something is missing", ";"),
        ("x;x", "constraint looks like", "x"),
        ("x;=1", "constraint looks like", "="),
        ("x;x+y<1", "constraint looks like", "x+y<1"),
        ("x;x!=1", "constraint looks like", "x!=1"),
        ("x;1<=x<=2", "One comparison", "<=2"),
        ("x;x=1;y=x=2", "One comparison", "=2"),
        ("x;1<=0", "everywhere or nowhere", "1<=0"),
        ("x;0=0", "everywhere or nowhere", "0=0"),
        ("x;y=1;x+y>=y+x", "everywhere or nowhere", "x+y>=y+x"),
        ("x;y=sqrt(-1)", "no real value", "sqrt(-1)"),
        ("x;y=1/0", "divides by zero", ""),
        ("x;y=1e400", "too large", "1e400"),
        ("a*x;y=1", "a is not known", "a"),
        ("x;b*y=1", "b is not known", ""),
        ("__import__('os');x=1", "", "_"),
        ("x", "one to 4", ""),
        ("x;exec(1)=2", "exec", "e"),
        ("x+y;x^2+y^2=2;sinn(x)<=1", "sin", "s"),
        ("x+y;x^2<=2*logg(y)", "log", "l"),
        ("x;" + ";".join(["x=1"] * 5), "one to 4", ""),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(text, part, at):
    fault = fault_of(text)
    assert fault is not None and part in str(fault)
    assert text[fault.position :].startswith(at)
    objective, *constraints = text.split(";")
    with pytest.raises(FormulaError):
        typed_problem(objective, constraints)


def test_greater_or_equal_is_turned_around():
    problem = typed_problem("x^2+y^2", ["x + y >= 2", "x - y = 0"])
    p = np.array([0.5, 0.25])
    assert (problem.n_equalities, problem.n_constraints) == (1, 2)
    np.testing.assert_allclose(problem.constraints(p), [0.25, 2 - 0.75])
    assert problem.inside is not None


def test_a_typed_problem_in_a_link_that_cannot_be_read_leaves_the_usual_one():
    experiment, notes = ConstrainedExperiment.from_query("min=x%2B&st=x=1&steps=9")
    assert experiment == replace(ConstrainedExperiment(), steps=9)
    assert len(notes) == 2 and "something is missing" in str(notes[0])


# ---- what is known of the solutions ----------------------------------------------------------------------------------


def test_solutions_that_nobody_declared_are_found_from_a_grid():
    problem = typed_problem("exp(x)+y", ["x^2+y^2=1"])
    found = found_from_a_grid(problem)
    assert found[0].kind == "global" and len(found) >= 2
    assert all(abs(residual(problem, np.array([p.x, p.y]))).max() < 1e-6 for p in found)
    angles = np.linspace(0, 2 * np.pi, 100_001)
    assert found[0].f == pytest.approx((np.exp(np.cos(angles)) + np.sin(angles)).min(), abs=1e-8)


def test_at_another_level_the_solutions_are_found_anew():
    home, moved = CONSTRAINED["circle_linear"], CONSTRAINED["circle_linear"](b=2.0)
    assert solutions(home) == home.points
    assert [(p.kind, pytest.approx(p.x), pytest.approx(p.y)) for p in solutions(moved)] == [
        ("global", -np.sqrt(2), -np.sqrt(2)),
        ("max", np.sqrt(2), np.sqrt(2)),
    ]


@pytest.mark.parametrize(
    ("link", "i"),
    [
        ("problem=circle_linear", 0),
        ("problem=nw_qp", 0),
        ("problem=half_disk", 1),
        ("problem=rosenbrock_disk1", 0),
        ("problem=circle_linear(b=0.5)", 0),
    ],
)
def test_the_measured_slope_of_the_lowest_value_is_minus_lambda(link, i):
    experiment = read(link)
    told = prices(experiment, i)
    best = solutions(experiment.problem())[0]
    assert told is not None and told.level == experiment.problem().levels[i]
    assert told.here.f == pytest.approx(best.f, rel=1e-6)
    assert told.here.multiplier == pytest.approx(best.multipliers[i], rel=1e-5)
    assert told.slope == pytest.approx(-best.multipliers[i], rel=1e-3)
    assert np.interp(told.level, told.levels, told.values) == pytest.approx(best.f, rel=1e-6)


def test_a_grid_of_starts_ends_as_the_single_runs_do():
    experiment = read("problem=circle_linear&run=newton_kkt&steps=40")
    grid = ends(experiment, 0)
    assert grid.words.shape == grid.found.shape == (SIDE, SIDE)
    for j, i in ((0, 0), (3, 20), (24, 24)):
        (trace,) = replace(experiment, start=(float(grid.x[i]), float(grid.y[j]))).run()
        nearest = [k for k, p in enumerate(solutions(experiment.problem())) if np.hypot(*(trace.x[-1] - p[:2])) < 1e-3]
        assert [grid.found[j, i]] == (nearest or [-1])
    assert {"minimum", "maximum"} <= set(grid.words.ravel())
    assert experiment.entries == (Entry("newton_kkt"),)


def test_the_link_of_an_address_bar_is_read_as_it_is():
    parts = parse_qs("problem=own&min=x%2By&st=x^2%2By^2=2&st=x>=0")
    experiment, notes = ConstrainedExperiment.from_query(parts)
    assert notes == [] and experiment.formula == "x+y;x^2+y^2=2;x>=0"


@pytest.mark.parametrize(
    ("link", "i"),
    [
        ("problem=halfplane", 0),
        ("problem=wyndor", 1),
        ("problem=wyndor", 2),
        ("problem=nw_qp", 0),
        ("problem=half_disk", 1),
    ],
)
def test_at_every_level_the_price_is_the_slope_and_it_vanishes_where_an_inequality_holds_nothing_back(link, i):
    told = prices(read(link), i)
    assert told is not None
    slopes = np.diff(told.values) / np.diff(told.levels)
    low, high = np.sort([-told.multipliers[1:], -told.multipliers[:-1]], axis=0)
    known = np.isfinite(slopes)
    assert known.sum() > 15
    # f* is convex here, so a chord is no steeper than the ends, except across a jump, which lies between them
    assert (slopes[known] >= low[known] - 1e-6).all() and (slopes[known] <= high[known] + 1e-6).all()
    assert (told.multipliers[np.isfinite(told.multipliers)] >= -1e-9).all()


def test_an_inequality_switches_off_where_the_free_minimum_is_allowed():
    told = prices(read("problem=halfplane"), 0)  # x + y ≥ 2 - b, and the free minimum is the origin
    off = told.levels >= 2
    assert off.any() and np.abs(told.multipliers[off]).max() < 1e-6
    np.testing.assert_allclose(told.multipliers[~off], 2 - told.levels[~off], atol=1e-6)


def test_the_lowest_value_is_that_of_the_best_minimum_at_every_level():
    told = prices(read("problem=himmelblau_circle"), 0)
    for level, value in list(zip(told.levels, told.values, strict=True))[::6]:
        turn = np.linspace(0, 2 * np.pi, 20001)
        around = np.sqrt(13 + level) * np.array([np.cos(turn), np.sin(turn)])
        assert value == pytest.approx(CONSTRAINED["himmelblau_circle"].value(around).min(), abs=1e-3)


def test_a_kink_is_told_from_a_bend():
    twice = prices(read("min=y^2-x&st=x<=1&st=2*x<=2"), 0)
    assert twice.has_kink and sorted([twice.below, twice.above]) == pytest.approx([-1, 0], abs=1e-6)
    bend = prices(read("problem=rosenbrock_cubic_line"), 0)  # at its corner one side is flat, the other a parabola
    assert not bend.has_kink and bend.slope == pytest.approx(0, abs=1e-2)


@pytest.mark.parametrize(
    ("line", "same"),
    [("x==1", "x=1"), ("x=<1", "x<=1"), ("x=>1", "x>=1"), ("x≤1", "x<=1"), ("x ≥ 1", "x>=1"), ("1>=x", "x<=1")],
)
def test_a_comparison_may_be_typed_in_several_ways(line, same):
    one, other = (typed_problem("x+y", [text]) for text in (line, same))
    assert one.n_equalities == other.n_equalities
    p = np.array([[0.3, 1.2], [0.7, -2.0]])
    np.testing.assert_array_equal(one.constraints(p), other.constraints(p))


def test_a_comparison_inside_a_function_is_not_that_of_the_constraint():
    problem = typed_problem("x+y", ["where(x <= 0, x, 2*x) >= y"])
    assert problem.n_equalities == 0
    np.testing.assert_allclose(problem.constraints(np.array([1.0, 0.5])), [0.5 - 2])


def test_a_set_without_end_is_not_taken_for_an_empty_one():
    assert outlook(read("min=x&st=y>=x^2").problem()) == ""  # all runs are on their way, far out
    assert outlook(read("min=x&st=y<=1").problem()) == "unbounded"
    assert outlook(read("min=x%2By&st=x^2%2By^2<=-1").problem()) == "empty"
