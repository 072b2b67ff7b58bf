"""The natural gradient, by hand and by what it promises: the path is the distribution's, not the parameters'."""

from __future__ import annotations

import numpy as np
import pytest

from optim_core import METHODS, run
from surfaces import SURFACES

FIT = SURFACES["normal_fit"]


class InLogarithm:
    """The same fit with the logarithm of the deviation as second parameter."""

    def value(self, p):
        return FIT.value(self.back(p))

    def grad(self, p):
        x, y = self.back(p)
        g = FIT.grad(np.stack([x, y]))
        return np.stack([g[0], g[1] * y])

    def hess(self, p):
        raise NotImplementedError

    def fisher(self, p):
        x, y = self.back(p)
        F = FIT.fisher(np.stack([x, y]))
        F[1, 1] *= y * y
        return F

    def back(self, p):
        return np.stack([p[0], np.exp(p[1])])


def test_the_first_step_by_hand():
    x, y = 2.0, 3.0  # F⁻¹ g = (x, (y - (x² + 1) / y) / 2)
    trace = run(METHODS["natural_gradient"](lr=0.5), FIT, [x, y], 1)
    np.testing.assert_allclose(trace.x[1], [x - 0.5 * x, y - 0.5 * (y - 5 / y) / 2], rtol=1e-15)


def test_the_fisher_matrix_is_the_mean_of_the_squared_score():
    x, y = 0.7, 1.6
    z, w = np.polynomial.hermite_e.hermegauss(40)
    samples, weights = x + y * z, w / w.sum()
    score = np.stack([(samples - x) / y**2, (samples - x) ** 2 / y**3 - 1 / y])
    np.testing.assert_allclose(FIT.fisher([x, y]), (score[:, None] * score * weights).sum(-1), atol=1e-12)


@pytest.mark.parametrize("small", [0.02, 0.002])
def test_small_steps_lead_through_the_same_distributions_however_they_are_written(small):
    method, steps = METHODS["natural_gradient"](lr=small), round(2 / small)
    plain = run(method, FIT, [2.0, 3.0], steps).x
    other = run(method, InLogarithm(), [2.0, np.log(3.0)], steps).x
    assert np.abs(other[:, 0] - plain[:, 0]).max() < 1e-12 + small
    assert np.abs(np.exp(other[:, 1]) - plain[:, 1]).max() < 2 * small


def test_gradient_descent_does_depend_on_how_the_model_is_written():
    method = METHODS["gradient_descent"](lr=0.002)
    plain = run(method, FIT, [2.0, 3.0], 1000).x
    other = run(method, InLogarithm(), [2.0, np.log(3.0)], 1000).x
    assert np.abs(np.exp(other[:, 1]) - plain[:, 1]).max() > 0.1


def test_it_arrives():
    trace = run(METHODS["natural_gradient"](), FIT, FIT.starts[0], 400)
    assert trace.status == "converged"
    np.testing.assert_allclose(trace.x[-1], [0, 1], atol=1e-6)
