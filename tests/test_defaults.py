"""At first sight every method makes sense on every surface; where one does not, the reason is known and is true."""

from __future__ import annotations

import numpy as np
import pytest

from experiments import Entry, Experiment
from experiments.defaults import STEPS, defaults, missing, stretch
from experiments.play import play
from optim_core import METHODS, knobs_of, run
from surfaces import SURFACES

NEAR, FLATTER, FAR, BACK = 0.5, 0.1, 0.1, 3  # of the height, the first slope, the window, the distance made good

UNSAFE = "an undamped step goes to the flat point of a fitted parabola, however far away that is"
FIXED = "believes in the parabola of its first Hessian, and has nothing to say elsewhere"
STEEP = "the curvature asks for a smaller factor than the slider has"
KNOWN = {
    UNSAFE: {
        "newton": "trough adjiman bukin6 mccormick normal_fit cd_kink cliff l1_valley long_valley nesterov_cr "
        "rnn_cliff sharpening_valley sigmoid_bce sigmoid_plateau wolfe",
        "barzilai_borwein": "adjiman bukin6 jennrich_sampson normal_fit muller_brown cliff long_valley nesterov_cr "
        "sharpening_valley sigmoid_bce wolfe",
        "gauss_newton": "jennrich_sampson rnn_cliff",
        "saddle_free_newton": "cliff",
    },
    FIXED: {
        "linear_cg": "adjiman bird cd_kink cliff easom eggholder gaussian_hole goldstein_price himmelblau l1_valley "
        "levy13 michalewicz muller_brown nesterov_cr plane rastrigin schwefel sharp_flat shubert sigmoid_plateau "
        "trefethen wolfe",
    },
    STEEP: dict.fromkeys(
        "accelerated_gradient barzilai_borwein gradient_descent heavy_ball lookahead nesterov radam sam "
        "schedule_free_sgd".split(),
        "brown_badly_scaled powell_badly_scaled",
    ),
    "the distance it guesses never shrinks, so one bold guess is kept": {"dadapt_adam": "normal_fit"},
    "one factor must suit five plain steps and then all the scaled ones": {
        "radam": "eggholder levy13 muller_brown schwefel zakharov"
    },
    "its sums only grow, and the slider ends before the window does": {"shampoo": "eggholder schwefel"},
    "near the origin its steps are as short as the point": {"lamb": "eggholder"},
}


def known(surface):
    return {key for pairs in KNOWN.values() for key, where in pairs.items() if surface in where.split()}


@pytest.mark.parametrize("key", SURFACES)
def test_no_default_run_explodes_or_crawls_but_for_a_known_reason(key):
    surface, found = SURFACES[key], {}
    for method in METHODS:
        if not missing(method, surface):
            entry = Experiment(key, entries=(Entry(method),)).method(0)
            trace = play(entry, surface, surface.starts[0], STEPS)
            found[method] = "explodes" if explodes(trace) else "crawls" if crawls(trace) else ""
    assert {method: word for method, word in found.items() if word}.keys() == known(key), found


def explodes(trace):
    """It has left, and not because the surface falls without end."""
    lowest, end = trace.problem.lowest, trace.fx[-1]
    return str(trace.status) in ("diverged", "undefined") and lowest is not None and not end < lowest - 1e-6


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
    for method, where in KNOWN[STEEP].items():
        knob = next(knob for knob in knobs_of(METHODS[method]).values() if knob.scale == "gradient")
        assert all(SURFACES[key].rate < knob.low for key in where.split())


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
