"""Sums of squares: their parts are read off the formula, and add up to it again."""

from __future__ import annotations

import numpy as np
import pytest
from sympy import Symbol, cos

from optim_core import METHODS
from surfaces import SURFACES
from surfaces.calculus import x, y
from surfaces.squares import residuals_of

SUMS = [key for key, surface in SURFACES.items() if surface.squares]
POINTS = np.random.default_rng(3).uniform(-1.5, 1.5, (2, 50))


def test_the_surfaces_known_as_least_squares_are_sums_of_squares():
    told = {key for key, surface in SURFACES.items() if "least squares" in surface.traits}
    assert told <= set(SUMS) and len(told) > 10


@pytest.mark.parametrize("key", SUMS)
def test_the_squares_add_up_to_the_surface(key):
    surface = SURFACES[key]
    r = surface.residuals(POINTS)
    assert r.shape == (len(surface.squares), 50)
    np.testing.assert_allclose((r * r).sum(0), surface.value(POINTS), rtol=1e-10, atol=1e-12)


@pytest.mark.parametrize("key", SUMS)
def test_their_jacobian_gives_the_gradient(key):
    surface = SURFACES[key]
    r, J = surface.residuals(POINTS), surface.jacobian(POINTS)
    assert J.shape == (len(r), 2, 50)
    gradient = surface.grad(POINTS)
    np.testing.assert_allclose(2 * (J * r[:, None]).sum(0), gradient, rtol=1e-9, atol=1e-9 * np.abs(gradient).max())


def test_a_surface_that_is_no_sum_of_squares_offers_none():
    assert SURFACES["ackley"].residuals is None and SURFACES["saddle"].jacobian is None


def test_the_parts_are_read_and_not_searched_for():
    b = Symbol("b", real=True)
    assert set(residuals_of((1 - x) ** 2 + 9 * y**4)) == {1 - x, 3 * y**2}
    assert {(r**2).expand() for r in residuals_of(b * x**2 + y**2, {"b"})} == {b * x**2, y**2}
    assert residuals_of(b * x**2 + y**2) == ()
    assert residuals_of(x**2 - y**2) == () and residuals_of(x**2 + cos(y)) == () and residuals_of(x**3) == ()


@pytest.mark.parametrize("method", ["gauss_newton", "levenberg_marquardt"])
def test_methods_for_sums_of_squares_find_what_they_need(method):
    assert all(getattr(SURFACES["himmelblau"], name) is not None for name in METHODS[method].needs)


def test_the_step_size_of_a_surface_follows_its_knobs():
    bowl = SURFACES["quadratic"]
    assert bowl(kappa=100).rate == pytest.approx(bowl.rate / 10)
    assert bowl(kappa=100)(angle=10).rate == bowl(kappa=100).rate
