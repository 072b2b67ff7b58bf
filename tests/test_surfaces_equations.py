"""Equations in one unknown: derivatives, roots, and the famous ways in which Newton's method goes right and wrong."""

from __future__ import annotations

import pickle
from importlib import import_module

import numpy as np
import pytest

from surfaces import EQUATIONS

every_equation = pytest.mark.parametrize("key", list(EQUATIONS))


def sample(equation, n=40):
    low, high = equation.window
    rng = np.random.default_rng(1)
    x = rng.uniform(low + 0.03, high - 0.03, n)
    return x + 1j * rng.uniform(low, high, n) if equation.is_complex else x


def newton(equation, x, steps):
    """The points of Newton's method, the start included."""
    path = [x]
    with np.errstate(all="ignore"):
        for _ in range(steps):
            path.append(path[-1] - equation.value(path[-1]) / equation.derivative(path[-1]))
    return np.array(path)


@every_equation
def test_an_equation_file_is_a_lesson(key):
    equation = EQUATIONS[key]
    doc = import_module(f"surfaces.equations.{key}").__doc__
    assert doc.endswith(".") and "\n" not in doc
    assert equation.name and equation.latex and equation.source and equation.starts
    assert equation.teaches.endswith(".") and len(equation.teaches) < 330
    low, high = equation.window
    assert all(low <= np.real(s) <= high and abs(np.imag(s)) <= high for s in equation.starts)


@every_equation
def test_derivatives_agree_with_differences(key):
    equation = EQUATIONS[key]
    x, h = sample(equation), 1e-5
    for f, df in ((equation.value, equation.derivative), (equation.derivative, equation.second)):
        difference = (f(x + h) - f(x - h)) / (2 * h)
        np.testing.assert_allclose(difference, df(x), rtol=1e-4, atol=1e-6 * np.abs(df(x)).max())


@every_equation
def test_declared_roots_are_roots_of_the_declared_multiplicity(key):
    equation = EQUATIONS[key]
    for root in equation.roots:
        near = 1e-5
        assert abs(equation.value(root)) <= 1e-13 * (1 + np.abs(equation.derivative(root + near)))
        order = np.log2(abs(equation.value(root + 2 * near) / equation.value(root + near)))
        expected = {"cbrt": 1 / 3, "sqrt_abs": 1 / 2}.get(key, equation.multiplicity)
        np.testing.assert_allclose(order, expected, atol=0.02)


@every_equation
def test_no_real_root_in_the_window_is_missing(key):
    equation = EQUATIONS[key]
    if equation.is_complex:
        degree = {"z3_minus_1": 3, "z4_minus_1": 4, "z3_2z_2": 3, "z5_minus_1": 5, "z8_15z4_16": 8}[key]
        assert len({np.round(r, 9) for r in equation.roots}) == degree
    elif key != "tanxmx":  # its poles change the sign as well
        f = equation.value(np.linspace(*equation.window, 10_000))
        crossings = np.count_nonzero(np.sign(f[1:]) * np.sign(f[:-1]) < 0)
        inside = [r for r in equation.roots if equation.window[0] < r < equation.window[1]]
        assert crossings == len(inside) * (equation.multiplicity % 2)


@every_equation
def test_an_array_equals_its_numbers_one_by_one(key):
    equation = EQUATIONS[key]
    x = sample(equation, 12)
    for f in (equation.value, equation.derivative, equation.second):
        np.testing.assert_allclose(f(x.reshape(3, 4)).ravel(), [f(v) for v in x], rtol=1e-13)


@every_equation
def test_odd_numbers_are_data_and_never_an_error(key):
    equation = EQUATIONS[key]
    for v in (np.nan, np.inf, -np.inf, 0.0, -1.0, 1e308):
        for f in (equation.value, equation.derivative, equation.second):
            assert np.shape(f(np.full(3, v))) == (3,) and np.shape(f(v)) == ()


@every_equation
def test_an_equation_survives_pickling(key):
    equation = EQUATIONS[key]
    x = sample(equation)
    assert np.array_equal(pickle.loads(pickle.dumps(equation)).value(x), equation.value(x))


def test_heron_finds_root_two_through_577_over_408():
    path = newton(EQUATIONS["sqrt2"], 1.0, 3)
    np.testing.assert_allclose(path, [1, 3 / 2, 17 / 12, 577 / 408], rtol=1e-15)


def test_newton_jumps_between_zero_and_one_for_ever():
    path = newton(EQUATIONS["cycle2"], 0.0, 9)
    assert path.tolist() == [0, 1] * 5


def test_the_cycle_of_x3_minus_5x_holds_exactly_and_breaks_after_one_wrong_digit():
    assert newton(EQUATIONS["cycle5"], 1.0, 200)[-1] == 1
    assert min(abs(newton(EQUATIONS["cycle5"], 1 + 1e-12, 60)[-1] - r) for r in EQUATIONS["cycle5"].roots) < 1e-12


def test_cube_root_doubles_the_distance_each_step_and_signed_root_keeps_it():
    np.testing.assert_allclose(newton(EQUATIONS["cbrt"], 1.0, 5), [1, -2, 4, -8, 16, -32], rtol=1e-12)
    np.testing.assert_allclose(newton(EQUATIONS["sqrt_abs"], 3.0, 4), [3, -3, 3, -3, 3], rtol=1e-14)


def test_arctan_converges_inside_its_threshold_and_diverges_outside():
    border = 1.3917452002707349
    assert abs(newton(EQUATIONS["arctan"], border - 1e-3, 12)[-1]) < 1e-12
    assert not abs(newton(EQUATIONS["arctan"], border + 1e-3, 12)[-1]) < 10


def test_multiple_roots_leave_one_half_and_two_thirds_of_the_error():
    double, triple = newton(EQUATIONS["double_root"], 2.0, 5) - 1, newton(EQUATIONS["triple_root"], 1.0, 5)
    np.testing.assert_allclose(double[1:] / double[:-1], 1 / 2)
    np.testing.assert_allclose(triple[1:] / triple[:-1], 2 / 3)


def test_the_quintic_catches_newton_in_a_cycle_of_three():
    path = newton(EQUATIONS["quintic"], 0.0, 90)
    np.testing.assert_allclose(np.sort(path[-3:]), [-1.0002576, -0.7503218, 0.0833571], atol=1e-6)


def test_bounce_is_thrown_to_26214_and_needs_204_steps_back():
    path = newton(EQUATIONS["bounce"], 0.5, 300)
    np.testing.assert_allclose(path[1], 26214.875)
    assert np.flatnonzero(np.abs(path - 1) < 1e-10)[0] == 204


def test_the_logarithm_loses_newton_beyond_e():
    assert abs(newton(EQUATIONS["ln"], 2.0, 6)[-1] - 1) < 1e-12
    assert np.isnan(newton(EQUATIONS["ln"], 3.0, 6)[-1])


def test_the_three_basins_have_their_known_sizes():
    equation = EQUATIONS["z3_minus_1"]
    axis = np.linspace(-2, 2, 201)
    end = newton(equation, axis + 1j * axis[:, None], 60)[-1]
    sizes = [np.count_nonzero(np.abs(end - root) < 1e-6) for root in equation.roots]
    assert sizes == [14298, 13051, 13051]


def test_about_one_percent_of_the_window_belongs_to_the_black_islands():
    equation = EQUATIONS["z3_2z_2"]
    axis = np.linspace(-2, 2, 200)
    end = newton(equation, axis + 1j * axis[:, None], 100)[-1]
    lost = ~np.any([np.abs(end - root) < 1e-6 for root in equation.roots], axis=0)
    assert 0.009 < lost.mean() < 0.013
