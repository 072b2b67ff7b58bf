"""SR1: the smallest possible correction of the curvature, which may bend down as the ground does."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optim_core.algebra import dot, eye, matvec, norm, outer
from optim_core.knob import knob
from optim_core.method import About, Array, Method
from optim_core.second_order.trust_region import kept, promised
from optim_core.second_order.trust_region_exact import exact_step

SKIP = 1e-8  # a denominator this small, relative to its parts, tells nothing


class State(NamedTuple):
    x: Array  # (n, *runs) the iterate
    fx: Array  # (*runs) value there
    g: Array  # (n, *runs) gradient there
    B: Array  # (n, n, *runs) approximate Hessian, perhaps indefinite
    radius: Array  # (*runs) how far the model is believed


@dataclass(frozen=True)
class SR1(Method[State]):
    """In a trust region, because its direction need not go down. Learns from rejected steps too."""

    radius: float = knob(1.0, 0.01, 10.0, r"\Delta_0", "first radius", log=True)
    eta: float = knob(1e-3, 0.0, 0.25, r"\eta", "share of the promised decrease asked of a step")

    about = About(
        name="SR1",
        family="quasi-Newton",
        update=r"B \gets B + \frac{(y - Bs)(y - Bs)^\top}{(y - Bs)^\top s}",
        source="Nocedal & Wright (2006), eq. 6.24 and Algorithm 6.2; Conn, Gould & Toint (1991)",
        memory=0,
        matrices=1,
        cost="1 value, 1 gradient and one eigen-decomposition per step",
        variant="exact trust-region step, start with the identity",
        trouble="an update whose denominator vanishes has to be skipped",
    )

    def init(self, x, f):
        return State(x, f(x), f.grad(x), eye(x), self.radius + np.zeros_like(x[0]))

    def step(self, s, f):
        p, _, shift = exact_step(s.g, s.B, s.radius, f)
        fx, g = f(s.x + p), f.grad(s.x + p)
        ratio = kept(s.fx - fx, promised(s.g, s.B, p), s.fx)
        accepted = ratio > self.eta
        long = norm(p) > 0.8 * s.radius
        radius = np.where(~(ratio >= 0.1), 0.5 * s.radius, np.where((ratio > 0.75) & long, 2 * s.radius, s.radius))
        turn = g - s.g
        B = update(s.B, p, turn)
        x, fx, g = np.where(accepted, s.x + p, s.x), np.where(accepted, fx, s.fx), np.where(accepted, g, s.g)
        return State(x, fx, g, B, radius), {"p": p, "y": turn, "ratio": ratio, "accepted": accepted, "shift": shift}


def update(B, s, y):
    """The symmetric B + σ v vᵀ with B s = y (eq. 6.24); unchanged where the denominator is lost (eq. 6.26)."""
    v = y - matvec(B, s)
    below = dot(v, s)
    tells = np.abs(below) >= SKIP * norm(s) * norm(v)
    tells = tells & (below != 0) & np.isfinite(below)
    return np.where(tells, B + outer(v, v) / np.where(tells, below, 1), B)
