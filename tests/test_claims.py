"""Sentences that are often said of optimisation methods, and what the runs say to them."""

from __future__ import annotations

import numpy as np
import pytest

from optim_core import METHODS, run
from surfaces import SURFACES

ROSENBROCK = SURFACES["rosenbrock"]


class Slopes:
    """Not a landscape: the gradients are given, one after the other."""

    def __init__(self, *slopes):
        self.slopes, self.asked = np.array(slopes, float), 0

    def value(self, p):
        return np.zeros(p.shape[1:])

    def grad(self, p):
        self.asked += 1
        return self.slopes[self.asked - 1]


def moved_by(method, slopes):
    """The steps of a method that is shown these gradients, whatever it does."""
    oracle = Slopes(*slopes)
    s, x = method.init(np.zeros(oracle.slopes.shape[1]), oracle), []
    oracle.asked = 0
    for _ in slopes:
        s, _info = method.step(s, oracle)
        x.append(s.x)
    return np.diff([np.zeros_like(x[0]), *x], axis=0)


def test_nesterov_feels_the_curvature_without_forming_a_hessian():
    trace = run(METHODS["nesterov"](lr=1e-4, momentum=0.9), ROSENBROCK, (-1.2, 1), 3)
    x, ahead = trace.x[2], trace.x[2] - 1e-4 * 0.9 * trace.state["b"][2]
    felt = ROSENBROCK.grad(ahead) - ROSENBROCK.grad(x)
    assert felt == pytest.approx(ROSENBROCK.hess(x) @ (ahead - x), rel=0.05)
    assert trace.evaluations["hessian"][-1] == 0


def test_the_rate_of_adagrad_never_grows_and_yet_its_step_may():
    steps = np.abs(moved_by(METHODS["adagrad"](lr=1.0), [[1.0]] * 50 + [[100.0]]))[:, 0]
    assert (np.diff(steps[:50]) < 0).all() and steps[50] > 5 * steps[49]


def test_the_scale_of_rmsprop_is_never_above_the_largest_square_it_has_seen():
    trace = run(METHODS["rmsprop"](alpha=0.9), ROSENBROCK, (-1.2, 1), 200)
    squares = np.maximum.accumulate(ROSENBROCK.grad(trace.x.T).T[:-1] ** 2)
    assert (trace.state["v"][1:] <= squares).all() and (np.diff(trace.state["v"], axis=0) < 0).any()


def test_both_corrections_of_adam_together_make_its_first_step_shorter():
    beta1, beta2 = 0.9, 0.999
    corrected = abs(moved_by(METHODS["adam"](lr=1.0, beta1=beta1, beta2=beta2), [[3.0]])[0, 0])
    uncorrected = (1 - beta1) / np.sqrt(1 - beta2)
    assert corrected == pytest.approx(1) and uncorrected == pytest.approx(3.16, abs=0.01)


def test_adam_begins_as_a_sign_method():
    slopes = np.random.default_rng(0).normal(size=(50, 4000))
    steps = -moved_by(METHODS["adam"](lr=1.0), slopes)
    cosine = (steps * np.sign(steps)).sum(1) / np.linalg.norm(steps, axis=1) / np.sqrt(steps.shape[1])
    assert cosine[0] == pytest.approx(1) and 0.8 < cosine[9] < 0.95 and (np.diff(cosine[:4]) < 0).all()


def test_on_noise_the_steps_of_lion_are_several_times_those_of_adamw():
    slopes = np.random.default_rng(0).normal(size=(300, 2000))
    adamw, lion = (
        np.sqrt((moved_by(METHODS[key](lr=1.0, weight_decay=0.0), slopes)[-1] ** 2).mean()) for key in ("adamw", "lion")
    )
    assert lion == pytest.approx(1) and adamw == pytest.approx(np.sqrt(0.1 / 1.9), rel=0.1)


@pytest.mark.parametrize("search", ["exact", "strong_wolfe"])
def test_bfgs_in_either_form_is_the_same_method(search):
    inverse = run(METHODS["bfgs"](search=search), SURFACES["himmelblau"], (0.5, -1), 8)
    direct = run(METHODS["broyden"](phi=0.0, search=search), SURFACES["himmelblau"], (0.5, -1), 8)
    for H, B in zip(inverse.state["H"][:6], direct.state["B"][:6], strict=True):
        assert pytest.approx(np.eye(2), abs=1e-6) == B @ H


def test_which_way_is_steepest_depends_on_how_length_is_measured():
    x = np.array([-1.2, 1.0])
    g, angle = ROSENBROCK.grad(x), np.linspace(0, 2 * np.pi, 100001)
    round_ = np.stack([np.cos(angle), np.sin(angle)])
    square = round_ / np.abs(round_).max(0)
    assert round_[:, (g @ round_).argmin()] == pytest.approx(-g / np.linalg.norm(g), abs=1e-4)
    assert square[:, (g @ square).argmin()] == pytest.approx(-np.sign(g), abs=1e-4)
    step = run(METHODS["signsgd"](lr=1.0), ROSENBROCK, x, 1).x
    assert np.array_equal(step[1] - step[0], -np.sign(g))
