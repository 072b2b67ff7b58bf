"""Cubic regularisation: a parabola plus a fence that grows with the cube of the distance."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optim_core.algebra import norm
from optim_core.knob import knob
from optim_core.method import About, Array, Method
from optim_core.second_order.secular import completed, solve_secular, spectrum
from optim_core.second_order.trust_region import kept, promised

LEAST = 1e-8  # the fence never disappears


class State(NamedTuple):
    x: Array  # (n, *runs) the iterate
    fx: Array  # (*runs) value there
    g: Array  # (n, *runs) gradient there
    H: Array  # (n, n, *runs) Hessian there
    M: Array  # (*runs) weight of the cube


@dataclass(frozen=True)
class CubicRegularization(Method[State]):
    """The weight is halved after a very good prediction and doubled after a poor one."""

    M: float = knob(1.0, 0.1, 100.0, "M", "first weight of the cube", log=True)
    eta: float = knob(0.1, 0.0, 0.25, r"\eta", "share of the promised decrease asked of a step")

    about = About(
        name="Cubic regularisation",
        family="second order",
        update=r"p = \arg\min\, g^\top p + \tfrac12 p^\top H p + \tfrac{M}{6}\|p\|^3",
        source="Nesterov & Polyak (2006); adaptive weight of Cartis, Gould & Toint (2011), Algorithm 2.1",
        memory=0,
        matrices=1,
        cost="1 value and one eigen-decomposition per step; 1 gradient and 1 Hessian where it is accepted",
        variant="exact minimiser of the model; M halves when 0.9 of the promise is kept, doubles below 0.1",
        trouble="one decomposition of the Hessian per step, which is dear in many dimensions",
    )

    def init(self, x, f):
        return State(x, f(x), f.grad(x), f.hess(x), self.M + np.zeros_like(x[0]))

    def step(self, s, f):
        p = cubic_step(s.g, s.H, s.M, f)
        size = norm(p)
        fx = f(s.x + p)
        ratio = kept(s.fx - fx, promised(s.g, s.H, p) - s.M / 6 * (size * size * size), s.fx)
        accepted = ratio > self.eta
        x = np.where(accepted, s.x + p, s.x)
        g, H = f.grad(x, where=accepted), f.hess(x, where=accepted)
        g, H = np.where(accepted, g, s.g), np.where(accepted, H, s.H)
        M = np.where(ratio >= 0.9, np.maximum(0.5 * s.M, LEAST), np.where(ratio >= 0.1, s.M, 2 * s.M))
        info = {"p": p, "trial_value": fx, "ratio": ratio, "accepted": accepted}
        return State(x, np.where(accepted, fx, s.fx), g, H, M), info


def cubic_step(g, H, M, f):
    """The minimiser of gᵀp + ½ pᵀH p + M/6 ‖p‖³: (H + μI) p = −g with μ = M/2 ‖p‖ ≥ −λ₁."""
    s = spectrum(g, H)
    root = np.sqrt(s.values * s.values + 2 * M * np.abs(s.c))
    alone = np.where(s.values < 0, M * np.abs(s.c) / (root - s.values), 0.5 * (s.values + root))
    left = np.maximum.reduce(alone - s.gaps)  # one coordinate alone is too long
    length = lambda nu: 2 / M * (nu - s.lowest)  # noqa: E731
    nu = solve_secular(s, f, left, length, lambda nu: -2 / (M * length(nu) * length(nu)))
    return completed(s, nu, length(nu))
