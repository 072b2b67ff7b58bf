"""Newton-Raphson in one unknown: squared errors, cycles, flights and the three basins."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import optimize

from optim_core.root_finding import newton_raphson


class Function:
    def __init__(self, value, derivative):
        self.value, self.derivative = value, derivative


SQRT2 = Function(lambda x: x * x - 2, lambda x: 2 * x)
CYCLE = Function(lambda x: x**3 - 2 * x + 2, lambda x: 3 * x * x - 2)
ARCTAN = Function(np.arctan, lambda x: 1 / (1 + x * x))
CUBE_ROOT = Function(np.cbrt, lambda x: 1 / (3 * np.cbrt(x) ** 2))
DOUBLE = Function(lambda x: (x - 1) ** 2, lambda x: 2 * (x - 1))
CUBE = Function(lambda z: z**3 - 1, lambda z: 3 * z * z)


def test_every_iterate_is_that_of_scipy_optimize_newton():
    found = newton_raphson(SQRT2, 1.5, 5)
    for k in range(1, 5):
        theirs, _ = optimize.newton(
            SQRT2.value, 1.5, SQRT2.derivative, tol=1e-300, rtol=0, maxiter=k, full_output=True, disp=False
        )
        assert abs(found.z[k] - theirs) < 1e-15


def test_the_error_at_a_simple_root_is_squared():
    error = np.abs(newton_raphson(SQRT2, 2.0, 4).z - np.sqrt(2))
    assert error[2:4] / error[1:3] ** 2 == pytest.approx(1 / (2 * np.sqrt(2)), rel=0.1)


def test_the_error_at_a_double_root_is_halved_and_doubling_the_step_repairs_it():
    error = newton_raphson(DOUBLE, 3.0, 20).z - 1
    assert np.array_equal(error[1:], error[:-1] / 2)
    assert newton_raphson(DOUBLE, 3.0, 1, times=2).z[1] == 1


def test_a_tangent_leads_back_and_forth_for_ever_and_draws_its_neighbours_in():
    found = newton_raphson(CYCLE, [0.0, 0.1], 60)
    assert np.array_equal(found.z[:, 0], np.arange(61) % 2)
    assert np.abs(found.z[-1, 1] - found.z[-3, 1]) < 1e-12
    assert list(found.status) == ["running", "running"]


def test_the_arctangent_is_solved_from_near_and_left_from_far():
    found = newton_raphson(ARCTAN, [1.39, 1.40], 60)
    assert list(found.status) == ["converged", "diverged"]
    assert abs(found.z[-1, 0]) < 1e-15


def test_the_cube_root_always_throws_twice_as_far():
    z = newton_raphson(CUBE_ROOT, 0.5, 20).z
    assert z[1:] == pytest.approx(-2 * z[:-1], rel=1e-12)


def test_a_level_tangent_meets_nothing():
    found = newton_raphson(SQRT2, [0.0, 1.0], 6)
    assert list(found.status) == ["undefined", "converged"]
    assert found.last[0] == 0 and not found.z[:, 0].any()


def test_each_cube_root_of_one_has_a_third_of_a_turned_map():
    angle = np.linspace(0, 2 * np.pi, 90, endpoint=False)
    z0 = np.linspace(0.2, 3, 40)[:, None] * np.exp(1j * (angle + 0.01))
    found = newton_raphson(CUBE, z0, 80, record="final")
    roots = np.exp(2j * np.pi * np.arange(3) / 3)
    nearest = np.abs(found.z[-1][..., None] - roots).argmin(-1)
    assert found.z.shape == (1, 40, 90)
    assert (found.status == "converged").all()
    assert np.array_equal(np.roll(nearest, -30, axis=1), (nearest + 1) % 3)
    assert (np.abs(found.z[-1] ** 3 - 1) < 1e-12).all()


def test_the_last_points_are_those_of_the_whole_path():
    z0 = np.random.default_rng(0).normal(size=(4, 5)) + 1j
    whole, ends = (newton_raphson(CUBE, z0, 40, record=kind) for kind in ("path", "final"))
    assert np.array_equal(whole.z[-1], ends.z[-1])
    assert np.array_equal(whole.last, ends.last)
    for i in np.ndindex(4, 5):
        assert np.abs(newton_raphson(CUBE, z0[i], 40).z - whole.z[(slice(None), *i)]).max() < 1e-12


def test_the_record_wanted_must_be_one_there_is():
    with pytest.raises(ValueError, match='"path" or "final"'):
        newton_raphson(SQRT2, 1.0, 3, record="everything")
