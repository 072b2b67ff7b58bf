"""A trust region: believe the model only as far as it has kept its word."""

from typing import NamedTuple

import numpy as np

from optim_core.algebra import dot, matvec
from optim_core.line_search.accepted import rounding
from optim_core.method import Array


class State(NamedTuple):
    x: Array  # (n, *runs) the iterate
    fx: Array  # (*runs) value there
    g: Array  # (n, *runs) gradient there
    H: Array  # (n, n, *runs) Hessian there
    radius: Array  # (*runs) how far the model is believed


def begin(x, f, radius):
    """The state before the first step."""
    return State(x, f(x), f.grad(x), f.hess(x), radius + np.zeros_like(x[0]))


def attempt(s, f, p, at_edge, max_radius, eta):
    """Try the step p and learn from it: the next state and what happened (N&W Algorithm 4.1).

    Costs one value, and a gradient and a Hessian where the step is accepted.
    """
    fx = f(s.x + p)
    ratio = kept(s.fx - fx, promised(s.g, s.H, p), s.fx)
    accepted = ratio > eta
    x = np.where(accepted, s.x + p, s.x)
    new = State(
        x,
        np.where(accepted, fx, s.fx),
        np.where(accepted, f.grad(x, where=accepted), s.g),
        np.where(accepted, f.hess(x, where=accepted), s.H),
        resized(s.radius, ratio, at_edge, max_radius),
    )
    return new, {"p": p, "trial_value": fx, "ratio": ratio, "accepted": accepted, "at_edge": at_edge}


def promised(g, B, p):
    """The decrease of the model, −(gᵀp + ½ pᵀB p)."""
    return -(dot(g, p) + 0.5 * dot(p, matvec(B, p)))


def kept(actual, promise, fx):
    """Which share of the promise was kept; 1 where both are lost in rounding (Conn, Gould & Toint 2000, §17.4.2)."""
    blur = rounding(fx)
    return np.where(promise > 0, (actual + blur) / (promise + blur), 0)


def resized(radius, ratio, at_edge, max_radius):
    """A quarter after a poor prediction, twice as large after a good one that was held back by the edge."""
    grown = np.minimum(2 * radius, max_radius)
    return np.where(~(ratio >= 0.25), 0.25 * radius, np.where((ratio > 0.75) & at_edge, grown, radius))


def to_edge(z, d, radius):
    """The two lengths t, in ascending order, at which z + t d is on the edge."""
    a, b, c = dot(d, d), 2 * dot(z, d), dot(z, z) - radius * radius
    root = np.sqrt(np.maximum(b * b - 4 * a * c, 0))
    sum_ = b + np.where(b < 0, -root, root)  # no cancellation
    one, other = -sum_ / (2 * a), -2 * c / sum_
    return np.minimum(one, other), np.maximum(one, other)
