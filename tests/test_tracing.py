"""One source, several forms: what is printed does what the NumPy code does."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pytest

from optim_core import CONSTRAINED_METHODS, METHODS, knobs_of, run
from optim_core.constrained.kkt import residual
from optim_core.constrained.verdict import lacks
from optim_core.method import About, Array, Method
from optim_core.oracle import COUNTED_AS
from optim_core.rules import flat
from optim_core.schedules import SCHEDULES, scheduled
from surfaces import CONSTRAINED, SURFACES
from tests.parity import (
    CORE_CONSTRAINED,
    EVERY,
    FOLLOWERS,
    PLANS,
    STEPS,
    assert_same_run,
    disagreement,
    exact,
    grounds_of,
    method_for,
    problem_of,
    starts_of,
)
from tracing import Untraceable, floats, python
from tracing.graph import Graph
from tracing.program import Function, trace_method
from tracing.setting import Setting
from tracing.symbols import inputs
from ui.stage.schedules import print_plan
from ui.stage.surface_facts import print_surface

PAIRS = [(key, ground) for key in EVERY for ground in grounds_of(key)]


def both_ways(key, ground, start, steps=STEPS):
    """The same run on arrays and on floats."""
    problem = problem_of(ground)
    method = method_for(key, problem)
    return run(method, problem, start, steps), floats.run(method, problem, start, steps)


@pytest.mark.parametrize(("key", "ground"), PAIRS)
def test_the_floats_agree_with_the_arrays(key, ground):
    for start in starts_of(problem_of(ground)):
        arrays, quick = both_ways(key, ground, start)
        assert_same_run(arrays, quick.x, str(quick.status), int(quick.last), quick.evaluations, key, ground)


@pytest.mark.parametrize("plan", PLANS)
def test_under_a_schedule_they_agree_too(plan):
    for key in FOLLOWERS:
        ground = grounds_of(key)[1 % len(grounds_of(key))]
        problem = problem_of(ground)
        method, start = scheduled(method_for(key, problem), PLANS[plan]), starts_of(problem)[0]
        arrays, quick = run(method, problem, start, STEPS), floats.run(method, problem, start, STEPS)
        verdict = str(quick.status), int(quick.last), quick.evaluations
        assert_same_run(arrays, quick.x, *verdict, key, ground, print_plan(SCHEDULES[plan]))
        np.testing.assert_allclose(quick.info["lr"], arrays.info["lr"], rtol=1e-12, err_msg=f"{key}, {plan}")


POLYNOMIAL = [key for key in CONSTRAINED if exact(print_surface(CONSTRAINED[key]), "")]


@pytest.mark.parametrize("ground", [key for key in POLYNOMIAL if key not in CORE_CONSTRAINED])
def test_the_floats_agree_with_the_arrays_wherever_constraints_are_polynomial(ground):
    for key in CONSTRAINED_METHODS:
        if not lacks(CONSTRAINED_METHODS[key], CONSTRAINED[ground]):
            for start in starts_of(CONSTRAINED[ground]):
                arrays, quick = both_ways(key, ground, start, 25)
                assert_same_run(arrays, quick.x, str(quick.status), int(quick.last), quick.evaluations, key, ground)


@pytest.mark.parametrize("key", EVERY)
def test_the_floats_record_the_same_state_and_info(key):
    ground = next(name for name in ("nw_disk", "rosenbrock", "normal_fit", "z3_minus_1") if name in grounds_of(key))
    arrays, quick = both_ways(key, ground, (0.5, 0.5), 6)
    assert quick.state.keys() == arrays.state.keys() and quick.info.keys() == arrays.info.keys()
    for name in arrays.state:
        np.testing.assert_allclose(quick.state[name], arrays.state[name], rtol=1e-9, atol=1e-12, err_msg=name)
    for name in arrays.info:
        np.testing.assert_allclose(quick.info[name], arrays.info[name], rtol=1e-9, atol=1e-12, err_msg=name)


@pytest.mark.parametrize("key", EVERY)
def test_every_choice_of_structure_can_be_traced_and_agrees(key):
    knobs = knobs_of(EVERY[key])
    problem = problem_of(
        next(name for name in ("nw_disk", "himmelblau", "normal_fit", "z3_minus_1") if name in grounds_of(key))
    )
    for name, knob in knobs.items():
        options = knob.options or ((False, True) if knob.kind == "switch" else (knob.low, knob.high))
        for option in options if knob.structural else ():
            method = EVERY[key](**{name: option})
            arrays, quick = (way(method, problem, (0.5, 1.0), 12) for way in (run, floats.run))
            assert disagreement(arrays.x, quick.x) <= 1e-12, option


def on_floats(expression, *values):
    """Trace `expression` on as many symbols as there are values, print it as Python, and run it."""
    graph = Graph()
    names = [f"v{i}" for i in range(len(values))]
    result = expression(*(inputs(graph, name) for name in names))
    text = Function(tuple((name, None) for name in names), [], result.flat()[0])
    return python.compiled(text, "answer")(*values)


HARD = [0.0, -0.0, 1.0, -1.0, 2.5, -3.0, 710.0, -710.0, 1e300, -1e300, math.inf, -math.inf, math.nan]
UNARY = [
    np.sqrt,
    np.abs,
    np.sign,
    np.exp,
    np.log,
    np.sin,
    np.cos,
    np.tan,
    np.tanh,
    np.arctan,
    np.floor,
    np.sinh,
    np.cosh,
]
BINARY = [np.add, np.subtract, np.multiply, np.divide, np.maximum, np.minimum, np.power, np.less_equal, np.greater]


@pytest.mark.parametrize("ufunc", UNARY, ids=lambda u: u.__name__)
def test_hard_numbers_mean_on_floats_what_they_mean_in_numpy(ufunc):
    with np.errstate(all="ignore"):
        for a in HARD:
            np.testing.assert_allclose(on_floats(ufunc, a), ufunc(np.float64(a)), rtol=1e-15, err_msg=f"{a}")


@pytest.mark.parametrize("ufunc", BINARY, ids=lambda u: u.__name__)
def test_hard_pairs_mean_on_floats_what_they_mean_in_numpy(ufunc):
    with np.errstate(all="ignore"):
        for a in HARD:
            for b in HARD:
                expected = ufunc(np.float64(a), np.float64(b))
                np.testing.assert_allclose(on_floats(ufunc, a, b), expected, rtol=1e-15, err_msg=f"{a}, {b}")


def test_equal_parts_are_shared_and_the_order_of_operations_is_kept():
    graph = Graph()
    a, b, c = (inputs(graph, name) for name in "abc")
    assert (a + b).flat()[0] is (a + b).flat()[0]
    left, right = (a + b) + c, a + (b + c)
    assert left.flat()[0] is not right.flat()[0]


class Here(NamedTuple):
    x: Array


@dataclass(frozen=True)
class Branching(Method):
    about = About("branching", "test", "", "")

    def init(self, x, f):
        return Here(x)

    def step(self, s, f):
        return (s if s.x[0] > 0 else Here(-s.x)), {}


def test_a_branch_on_data_is_found_while_tracing():
    with pytest.raises(Untraceable, match=r"np\.where"):
        trace_method(Branching)


def test_a_function_without_symbolic_form_is_named():
    with pytest.raises(Untraceable, match="gcd"):
        on_floats(lambda a: np.gcd(a, a), 1.0)


# -- what a problem can be asked


def on_arrays(problem, question, p):
    """The same question to the problem itself; to its region, if it is one about the region."""
    owner = problem.region if question in ("project", "extreme") else problem
    return np.ravel(getattr(owner, question)(p))


@pytest.mark.parametrize("name", [*SURFACES, *CONSTRAINED])
def test_every_question_has_the_same_answer_on_floats(name):
    problem = problem_of(name)
    assert set(problem.questions) <= set(COUNTED_AS)
    f = floats.FloatOracle(problem)
    rng = np.random.default_rng(0)
    (a, b), (c, d) = problem.domain
    for p in np.array([rng.uniform(float(a), float(b), 5), rng.uniform(float(c), float(d), 5)]).T:
        for question in problem.questions:
            told = np.ravel(getattr(f, question)(*p.tolist()))
            np.testing.assert_allclose(told, on_arrays(problem, question, p), rtol=1e-12, atol=1e-12, err_msg=question)


def test_a_surface_says_what_more_it_can_be_asked():
    assert list(SURFACES["rosenbrock"].questions) == ["value", "grad", "hess", "residuals", "jacobian"]
    assert list(SURFACES["normal_fit"].questions) == ["value", "grad", "hess", "fisher"]
    usual = ["value", "grad", "hess", "constraints", "jacobian", "curvatures"]
    assert list(CONSTRAINED["hs15"].questions) == usual
    assert list(CONSTRAINED["halfplane"].questions) == [*usual, "project"]
    assert list(CONSTRAINED["nw_disk"].questions) == [*usual, "project", "extreme"]


@pytest.mark.parametrize("name", CORE_CONSTRAINED)
def test_a_run_on_floats_may_rest_where_the_kkt_conditions_hold_and_nowhere_else(name):
    problem = CONSTRAINED[name]
    f = floats.FloatOracle(problem)
    points = [np.array([p.x, p.y]) for p in problem.points if p.kind != "no multiplier"]
    for p in [*points, *(np.array(start, float) for start in starts_of(problem))]:
        assert f.glance("rests", p.tolist()) == bool(flat(residual(problem, p)))
    assert all(f.glance("rests", p.tolist()) for p in points)


def test_a_method_that_asks_for_constraints_cannot_be_traced_without_knowing_how_many():
    with pytest.raises(Untraceable, match="constraints"):
        trace_method(CONSTRAINED_METHODS["descent_ascent"])
    program = trace_method(CONSTRAINED_METHODS["descent_ascent"], (), Setting(constraints=3, equalities=1))
    assert program.state == (("x", (2,)), ("lam", (3,)))


def test_a_method_that_asks_what_the_problem_has_not_is_sent_back_to_the_arrays():
    with pytest.raises(Untraceable, match="fisher"):
        floats.run(METHODS["natural_gradient"](), SURFACES["sphere"], (1.0, 1.0), 3)
    with pytest.raises(Untraceable, match="residuals"):
        floats.run(METHODS["gauss_newton"](), SURFACES["ackley"], (1.0, 1.0), 3)
