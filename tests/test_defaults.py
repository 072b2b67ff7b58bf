"""At first sight every method makes sense on every surface; where one does not, the reason is known and is true."""

from __future__ import annotations

import numpy as np
import pytest

from experiments import Entry, Experiment
from experiments.defaults import STEPS, defaults, missing, stretch
from experiments.play import play
from optim_core import METHODS, knobs_of, run
from surfaces import SURFACES
from tests.unsuited import CREASE, PLAIN, STEEP, UNSUITED, WALL, starts, unsuited, where

NEAR, FLATTER, FAR, BACK = 0.5, 0.1, 0.1, 3  # of the height, the first slope, the window, the distance made good
SIGHT = 2  # windows from the middle of this one


@pytest.mark.parametrize("key", SURFACES)
def test_no_default_run_explodes_or_crawls_from_any_start_but_for_a_known_reason(key):
    surface, found = SURFACES[key], {}
    for method in METHODS:
        if not missing(method, surface):
            usual = Experiment(key, entries=(Entry(method),)).method(0)
            for i, start in enumerate(surface.starts):
                trace = play(usual, surface, start, STEPS)
                found[method, i] = "explodes" if explodes(trace) else "crawls" if crawls(trace) else ""
    assert {pair for pair, word in found.items() if word} == unsuited(key), found


def explodes(trace):
    """It has left for good, or is out of sight and no lower; and not because the surface falls without end."""
    lowest, end = trace.problem.lowest, trace.fx[-1]
    window = np.array(trace.problem.domain)
    away = (np.abs(trace.x[-1] - window.mean(1)) > SIGHT * np.ptp(window, axis=1)).any()
    left = str(trace.status) in ("diverged", "undefined") or (away and not end <= trace.fx[0])
    return left and lowest is not None and not end < lowest - 1e-6


def crawls(trace):
    """Out of steps, and neither lower nor flatter nor far from the start nor swinging about one place."""
    fx, lowest = trace.fx, trace.problem.lowest
    if str(trace.status) != "running":
        return False
    nearer = lowest is not None and fx.min() - lowest <= NEAR * (fx[0] - lowest)
    flatter = trace.grad_norm.min() <= FLATTER * trace.grad_norm[0]
    x = trace.x / np.ptp(trace.problem.domain, axis=1)
    far = np.abs(x - x[0]).max() > FAR
    later = x[len(x) // 2 :]
    swings = np.linalg.norm(np.diff(later, axis=0), axis=1).sum() > BACK * np.linalg.norm(later[-1] - later[0])
    return not (nearer or flatter or far or swings)


def test_where_no_slider_reaches_the_surface_asks_for_less_than_its_end():
    for method, text in UNSUITED[STEEP].items():
        knob = next(knob for knob in knobs_of(METHODS[method]).values() if knob.scale == "gradient")
        assert all(SURFACES[key].rate < knob.low for key, _ in starts(text))


@pytest.mark.parametrize("key, start", sorted(where(WALL)))
def test_on_a_wall_one_slope_carries_momentum_farther_than_the_window_is_wide(key, start):
    surface = SURFACES[key]
    heavy = METHODS["heavy_ball"](lr=surface.rate)
    trace = play(heavy, surface, surface.starts[start], STEPS)
    reach = heavy.lr * trace.grad_norm.max() / (1 - heavy.momentum)
    assert reach > np.ptp(surface.domain, axis=1).max()


@pytest.mark.parametrize("key, start", sorted(where(PLAIN)))
def test_on_a_plain_all_steps_together_would_not_cross_a_fifth_of_the_window(key, start):
    surface = SURFACES[key]
    slope = np.abs(surface.grad(np.array(surface.starts[start]))).max()
    assert STEPS * surface.rate * slope < 0.2 * np.ptp(surface.domain, axis=1).max()


def test_only_surfaces_with_kinks_have_creases():
    assert all(SURFACES[key].kinks for key, _ in where(CREASE))


def of_scale(scale):
    return [
        (method, name) for method in METHODS for name, knob in knobs_of(METHODS[method]).items() if knob.scale == scale
    ]


@pytest.mark.parametrize("key", SURFACES)
def test_a_multiple_of_the_gradient_is_the_rate_of_the_surface_within_the_slider(key):
    surface = SURFACES[key]
    for method, name in of_scale("gradient"):
        knob = knobs_of(METHODS[method])[name]
        assert defaults(method, surface)[name] == np.clip(surface.rate, knob.low, knob.high)


def test_a_step_of_fixed_length_grows_with_the_window_and_only_with_a_wide_one():
    rosenbrock, schwefel = SURFACES["rosenbrock"], SURFACES["schwefel"]
    assert stretch(rosenbrock) == 1 and stretch(schwefel) == 100
    for method, name in of_scale("length"):
        knob = knobs_of(METHODS[method])[name]
        assert defaults(method, rosenbrock)[name] == knob.default
        assert defaults(method, schwefel)[name] == min(100 * knob.default, knob.high)


class Scaled:
    """A surface whose values are multiplied by one number and whose coordinates by another."""

    def __init__(self, surface, height=1.0, width=1.0):
        self.surface, self.height, self.width = surface, height, width

    def value(self, p):
        return self.height * self.surface.value(p / self.width)

    def grad(self, p):
        return self.height / self.width * self.surface.grad(p / self.width)

    def hess(self, p):
        return self.height / self.width**2 * self.surface.hess(p / self.width)


VALLEYS = SURFACES["himmelblau"]
START = np.array([-3.0, 0.5])


def path(method, problem, start, **knobs):
    calm = {"weight_decay": 0.0} if "weight_decay" in knobs_of(METHODS[method]) else {}  # it has a length of its own
    return run(METHODS[method](**knobs, **calm), problem, start, 6).x


@pytest.mark.parametrize("method, name", of_scale("gradient"))
def test_what_multiplies_the_gradient_shrinks_as_the_values_grow(method, name):
    usual = path(method, VALLEYS, START, **{name: 1e-3})
    assert np.allclose(path(method, Scaled(VALLEYS, height=8), START, **{name: 1e-3 / 8})[:5], usual[:5], rtol=1e-6)


@pytest.mark.parametrize("method, name", of_scale("length"))
def test_a_step_of_fixed_length_knows_nothing_of_the_values_and_grows_with_the_coordinates(method, name):
    usual = path(method, VALLEYS, START, **{name: 0.02})
    assert np.allclose(path(method, Scaled(VALLEYS, height=8), START, **{name: 0.02}), usual, rtol=1e-3)
    wide = path(method, Scaled(VALLEYS, width=8), 8 * START, **{name: 8 * 0.02})
    assert np.allclose(wide, 8 * usual, rtol=1e-3)
