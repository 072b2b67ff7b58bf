"""Line searches keep what they promise, and find the lengths that independent implementations find."""

from __future__ import annotations

import inspect
import warnings

import numpy as np
import pytest
from scipy.optimize import _linesearch as scipy_search
from scipy.optimize import line_search as scipy_line_search

from optim_core import METHODS, Oracle, run
from optim_core.algebra import dot
from optim_core.line_search import SEARCHES, armijo, exact, goldstein, hager_zhang, more_thuente, strong_wolfe, wolfe
from optim_core.line_search.accepted import rounding
from optim_core.line_search.strong_wolfe import between
from surfaces import SURFACES

SMOOTH = [SURFACES[key] for key in ("rosenbrock", "himmelblau", "beale", "camel6", "quadratic")]
STRONG = [strong_wolfe, more_thuente]

each_search = pytest.mark.parametrize("search", SEARCHES.values(), ids=SEARCHES)
each_surface = pytest.mark.parametrize("surface", SMOOTH, ids=lambda s: s.key)


def rays(surface, count=40, seed=0):
    """Random points with random directions that go down, of very different lengths."""
    rng = np.random.default_rng(seed)
    x = rng.uniform(-2, 2, (2, count))
    g, d = surface.grad(x), rng.normal(size=(2, count)) * 10 ** rng.uniform(-3, 1, count)
    d = np.where(dot(g, d) < 0, d, -d)
    return x, d, surface.value(x), g


def searched(search, surface, x, d, fx, g, **how):
    f = Oracle(surface, x.shape[1:])
    with np.errstate(all="ignore"):
        return search(f, x, d, fx, g, **how), f


def first_violation(surface, search, c1, c2):
    """How far the accepted lengths miss: the decrease, and the slope they end with relative to the first one."""
    x, d, fx, g = rays(surface)
    new, _ = searched(search, surface, x, d, fx, g, c1=c1, c2=c2)
    slope = dot(g, d)
    return new.fx - (fx + c1 * new.alpha * slope) - rounding(fx), dot(new.g, d) / slope


@each_surface
@pytest.mark.parametrize("c2", [0.1, 0.9])
@pytest.mark.parametrize("search", STRONG)
def test_accepted_lengths_fulfil_the_strong_wolfe_conditions(surface, c2, search):
    excess, ratio = first_violation(surface, search, 1e-4, c2)
    assert (excess <= 0).all()
    assert (np.abs(ratio) <= c2).all()


@each_surface
@pytest.mark.parametrize("c2", [0.1, 0.9])
def test_accepted_lengths_fulfil_the_weak_wolfe_conditions(surface, c2):
    excess, ratio = first_violation(surface, wolfe, 1e-4, c2)
    assert (excess <= 0).all()
    assert (ratio <= c2).all()


@each_surface
def test_hager_zhang_accepts_wolfe_or_the_approximate_conditions(surface):
    delta, sigma = 0.1, 0.9
    x, d, fx, g = rays(surface)
    new, _ = searched(hager_zhang, surface, x, d, fx, g, c1=delta, c2=sigma)
    before, after = dot(g, d), dot(new.g, d)
    decrease = new.fx - fx <= delta * new.alpha * before
    approximate = ((2 * delta - 1) * before >= after) & (new.fx <= fx + 1e-6 * np.abs(fx))
    assert (decrease | approximate).all()
    assert (after >= sigma * before).all()


@each_surface
def test_goldstein_lengths_are_neither_too_long_nor_too_short(surface):
    c = 0.25
    x, d, fx, g = rays(surface)
    new, _ = searched(goldstein, surface, x, d, fx, g, c1=c)
    slope = dot(g, d)
    assert (new.fx <= fx + c * new.alpha * slope).all()
    assert (new.fx >= fx + (1 - c) * new.alpha * slope).all()


@each_surface
def test_armijo_takes_the_first_halving_that_pays(surface):
    x, d, fx, g = rays(surface)
    new, _ = searched(armijo, surface, x, d, fx, g, c1=0.1)
    slope = dot(g, d)

    def pays(alpha):
        return surface.value(x + alpha * d) <= fx + 0.1 * alpha * slope

    assert pays(new.alpha).all()
    assert (~pays(2 * new.alpha) | (new.alpha == 1)).all()
    assert (np.log2(new.alpha) % 1 == 0).all()


@each_surface
def test_strong_wolfe_lengths_are_those_of_scipy_line_search_wolfe2_with_its_margins_repaired(surface, monkeypatch):
    source = inspect.getsource(scipy_search._zoom)
    for margin in ("cchk = delta1 * dalpha", "qchk = delta2 * dalpha"):  # negative in a reversed bracket
        assert margin in source
        source = source.replace(margin, margin.replace("dalpha", "abs(dalpha)"))
    exec(source, (repaired := dict(vars(scipy_search))))
    monkeypatch.setattr(scipy_search, "_zoom", repaired["_zoom"])
    assert lengths_apart(surface, strong_wolfe, scipy_wolfe2) < 1e-12


def test_without_that_repair_scipy_looks_outside_its_bracket():
    reversed_bracket = {"low": 1.0, "f_low": 0.0, "s_low": 0.5, "high": 0.0, "f_high": 0.05, "old": 4.0, "f_old": 3.0}
    with np.errstate(all="ignore"):
        here = between(1, *map(np.float64, reversed_bracket.values()))
    assert 0.1 <= here <= 0.9
    assert lengths_apart(SURFACES["rosenbrock"], strong_wolfe, scipy_wolfe2) > 1e-3


@each_surface
def test_more_thuente_lengths_are_those_of_scipy_dcsrch(surface):
    def dcsrch(surface, x, d, g, fx):
        found = scipy_search.line_search_wolfe1(
            surface.value, surface.grad, x, d, g, fx, None, c1=1e-4, c2=0.4, amin=1e-100, amax=1e10
        )
        return found[0]

    assert lengths_apart(surface, more_thuente, dcsrch) == 0


def scipy_wolfe2(surface, x, d, g, fx):
    found = scipy_line_search(surface.value, surface.grad, x, d, g, fx, None, c1=1e-4, c2=0.4, amax=None, maxiter=30)
    return found[0]


def lengths_apart(surface, search, theirs):
    """The largest relative difference of accepted lengths; rays where SciPy gives up are left out."""
    x, d, fx, g = rays(surface, 60)
    new, _ = searched(search, surface, x, d, fx, g, c1=1e-4, c2=0.4)
    with np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore", scipy_search.LineSearchWarning)
        lengths = [theirs(surface, x[:, i], d[:, i], g[:, i], fx[i]) for i in range(x.shape[1])]
    both = [(a, b) for a, b in zip(new.alpha, lengths, strict=True) if b is not None]
    assert len(both) > 50
    return max(abs(a - b) / b for a, b in both)


def test_the_exact_search_needs_one_more_trial_on_a_parabola():
    surface = SURFACES["quadratic"](kappa=100)
    x = np.array([10.0, 1.0])
    g, A = surface.grad(x), surface.hess(x)
    new, f = searched(exact, surface, x, -g, surface.value(x), g)
    assert f.counts() == (2, 2, 0)
    assert new.alpha == pytest.approx((g @ g) / (g @ A @ g), rel=1e-15)


@each_surface
def test_the_exact_search_ends_where_the_slope_is_zero_and_never_higher(surface):
    x, d, fx, g = rays(surface)
    new, _ = searched(exact, surface, x, d, fx, g)
    assert (np.abs(dot(new.g, d)) <= 2e-10 * np.abs(dot(g, d))).all()
    assert (new.fx <= fx + rounding(fx)).all()


@pytest.mark.parametrize("key", ["muller_brown", "cliff", "michalewicz", "easom"])
def test_the_exact_search_is_misled_neither_by_a_wall_nor_by_the_plateau_behind_a_hill(key):
    surface = SURFACES[key]
    x = np.array(surface.starts[0], float)
    fx, g = surface.value(x), surface.grad(x)
    new, f = searched(exact, surface, x, -g, fx, g)
    assert new.fx < fx and np.abs(dot(new.g, g)) <= 1e-9 * dot(g, g)
    assert f.counts()[0] < 45


@each_search
def test_a_direction_shorter_than_the_last_digit_of_x_ends_the_search_at_once(search):
    surface = SURFACES["himmelblau"]
    x = np.array(surface.minima[0][:2])
    g = np.array([2e-14, -1e-14])
    new, f = searched(search, surface, x, -1e-3 * g, surface.value(x), g)
    assert np.allclose(new.x, x, rtol=1e-15, atol=0)
    assert max(f.counts()) <= 5 or search is armijo  # which asks for nothing but a decrease


@each_search
@each_surface
def test_a_batch_finds_the_lengths_and_asks_the_questions_of_its_rays(search, surface):
    x, d, fx, g = rays(surface, 12, seed=3)
    together, f = searched(search, surface, x, d, fx, g)
    for i in range(12):
        alone, h = searched(search, surface, x[:, i], d[:, i], fx[i], g[:, i])
        assert alone.alpha == together.alpha[i]
        assert np.array_equal(alone.x, together.x[:, i])
        assert [int(n) for n in h.counts()] == [int(np.broadcast_to(n, 12)[i]) for n in f.counts()]


@each_search
def test_what_is_accepted_is_known_there(search):
    surface = SURFACES["rosenbrock"]
    x, d, fx, g = rays(surface)
    new, _ = searched(search, surface, x, d, fx, g)
    assert np.array_equal(new.x, x + new.alpha * d)
    assert np.array_equal(new.fx, surface.value(new.x))
    assert np.array_equal(new.g, surface.grad(new.x))


class Walled:
    """x² + y² − 3 ln(1 − x): there is nothing behind the wall at x = 1."""

    def value(self, p):
        x, y = p
        return x * x + y * y - 3 * np.log(1 - x)

    def grad(self, p):
        x, y = p
        return np.stack([2 * x + 3 / np.where(x < 1, 1 - x, np.nan), 2 * y])


@each_search
def test_a_trial_without_a_value_is_too_long(search):
    x, d = np.array([-2.0, 1.0]), np.array([6.0, -1.0])  # α = 1 is behind the wall
    with np.errstate(all="ignore"):
        fx, g = Walled().value(x), Walled().grad(x)
    new, _ = searched(search, Walled(), x, d, fx, g)
    assert 0 < new.alpha < 0.5
    assert new.fx < fx


@each_search
@pytest.mark.parametrize("d", [[1.0, 1.0], [0.0, 0.0], [np.nan, 1.0], [1e200, 1e200]])
def test_a_direction_that_does_not_go_down_is_an_outcome_and_no_error(search, d):
    surface = SURFACES["quadratic"](kappa=4)
    x, d = np.array([1.0, 1.0]), np.array(d)
    fx, g = surface.value(x), surface.grad(x)
    new, f = searched(search, surface, x, d, fx, g)
    assert max(f.counts()) < 200
    assert not new.fx > fx + rounding(fx)


class Told:
    """A surface that remembers where its value was asked for."""

    def __init__(self, surface):
        self.surface, self.grad, self.trials = surface, surface.grad, []

    def value(self, p):
        self.trials.append(p)
        return self.surface.value(p)


def test_a_gradient_is_asked_for_only_where_the_first_condition_holds():
    surface = SURFACES["rosenbrock"]
    x = np.array([-1.2, 1.0])
    fx, g = surface.value(x), surface.grad(x)
    told = Told(surface)
    _, f = searched(wolfe, told, x, -g, fx, g)
    paid = [surface.value(p) <= fx + 1e-4 * g @ (p - x) for p in told.trials]
    assert f.counts() == (len(paid), sum(paid), 0)
    assert 0 < sum(paid) < len(paid)


@pytest.mark.parametrize("search", ["wolfe", "strong_wolfe", "more_thuente", "hager_zhang", "exact"])
@pytest.mark.parametrize("key, start", [("goldstein_price", (1, 1)), ("camel6", (1, 1)), ("trefethen", (0, 0))])
def test_rounded_values_do_not_stop_a_search_that_knows_the_slope(search, key, start):
    trace = run(METHODS["bfgs"](search=search), SURFACES[key], start, 300)
    assert trace.status == "converged"
    assert trace.grad_norm[-1] < 2e-6


@pytest.mark.parametrize("search", ["wolfe", "strong_wolfe", "more_thuente"])
@pytest.mark.parametrize("key", ["bfgs", "dfp", "lbfgs", "nonlinear_cg", "damped_newton"])
def test_steps_that_fulfil_the_wolfe_conditions_keep_zoutendijks_sum_below_its_bound(key, search):
    """N&W Theorem 3.2: Σ cos²θ ‖g‖² ≤ L (f₀ − f*) / (c₁ (1 − c₂)), where L bounds the curvature."""
    surface, c1, c2 = SURFACES["quadratic"](kappa=100), 1e-2, 0.4
    trace = run(METHODS[key](search=search, c1=c1, c2=c2), surface, (10.0, 1.0), 60)
    moved = np.flatnonzero(np.abs(np.diff(trace.x, axis=0)).max(1) > 1e-12)
    x, new = trace.x[moved].T, trace.x[moved + 1].T
    g, d = surface.grad(x), new - x
    terms = dot(g, d) ** 2 / dot(d, d)  # cos²θ ‖g‖²
    L = np.linalg.eigvalsh(surface.hess(np.zeros(2))).max()
    assert len(terms) >= 1 and terms.sum() <= L * trace.fx[0] / (c1 * (1 - c2))
    assert (surface.value(new) <= surface.value(x) + c1 * dot(g, d) + rounding(trace.fx[moved])).all()
    assert (dot(surface.grad(new), d) >= c2 * dot(g, d)).all()
