"""One source, several forms: what is printed does what the NumPy code does."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pytest

from optim_core import METHODS, knobs_of, run
from optim_core.method import About, Array, Method
from surfaces import SURFACES
from tests.parity import CORE_SURFACES, STEPS, assert_same_run, disagreement, printed
from tracing import Untraceable, floats, python
from tracing.graph import Graph
from tracing.program import Function, trace_method
from tracing.symbols import inputs

TRACEABLE = [key for key in METHODS if printed(key)]


def test_every_method_can_be_traced_unless_it_needs_more_than_a_surface_offers():
    assert [key for key in METHODS if key not in TRACEABLE and not METHODS[key].needs] == []


@pytest.mark.parametrize("surface", CORE_SURFACES)
@pytest.mark.parametrize("key", TRACEABLE)
def test_the_floats_agree_with_the_arrays(key, surface):
    problem, method = SURFACES[surface], METHODS[key]()
    for start in problem.starts[:3]:
        arrays, quick = run(method, problem, start, STEPS), floats.run(method, problem, start, STEPS)
        assert_same_run(arrays, quick.x, str(quick.status), int(quick.last), quick.evaluations, key, surface)


@pytest.mark.parametrize("key", TRACEABLE)
def test_the_floats_record_the_same_state_and_info(key):
    problem, method = SURFACES["rosenbrock"], METHODS[key]()
    arrays, quick = run(method, problem, [0.5, 0.5], 6), floats.run(method, problem, [0.5, 0.5], 6)
    assert quick.state.keys() == arrays.state.keys() and quick.info.keys() == arrays.info.keys()
    for name in arrays.state:
        np.testing.assert_allclose(quick.state[name], arrays.state[name], rtol=1e-9, atol=1e-12, err_msg=name)
    for name in arrays.info:
        np.testing.assert_allclose(quick.info[name], arrays.info[name], rtol=1e-9, atol=1e-12, err_msg=name)


@pytest.mark.parametrize("key", TRACEABLE)
def test_every_choice_of_structure_can_be_traced_and_agrees(key):
    knobs = knobs_of(METHODS[key])
    for name, knob in knobs.items():
        options = knob.options or ((False, True) if knob.kind == "switch" else (knob.low, knob.high))
        for option in options if knob.structural else ():
            method = METHODS[key](**{name: option})
            arrays, quick = (way(method, SURFACES["himmelblau"], (0.5, 1.0), 12) for way in (run, floats.run))
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
