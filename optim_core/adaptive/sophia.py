"""Sophia: divide by the curvature, but never by a small or a negative one, and never go farther than a clip."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optim_core.algebra import diagonal
from optim_core.knob import knob
from optim_core.method import About, Array, Method

TINY = 1e-12  # smallest curvature to divide by


class State(NamedTuple):
    x: Array  # (n, *runs) the iterate
    m: Array  # (n, *runs) moving average of the gradient
    h: Array  # (n, *runs) moving average of the diagonal of the Hessian
    t: int  # steps taken


@dataclass(frozen=True)
class Sophia(Method[State]):
    """Newton's step along each axis, clipped; where the curvature is negative it is the sign of the momentum."""

    lr: float = knob(0.5, 0.05, 1.0, r"\eta", "step size", log=True)
    beta1: float = knob(0.96, 0.0, 0.99, r"\beta_1", "memory of the direction")
    beta2: float = knob(0.99, 0.5, 0.9999, r"\beta_2", "memory of the curvature")
    clip: float = knob(
        0.05, 1e-3, 1.0, "p", "longest move of a coordinate, before the step size", log=True, scale="length"
    )
    k: int = knob(5, 1, 20, "k", "steps between two looks at the curvature")

    about = About(
        name="Sophia",
        family="adaptive",
        update=r"x \gets x - \eta\,\operatorname{clip}\!\left(\frac{m}{\max(h, \epsilon)}, \pm p\right),\quad "
        r"h \gets \beta_2 h + (1-\beta_2)\operatorname{diag}\nabla^2 f(x)\ \text{every } k \text{ steps}",
        source="Liu, Li, Hall, Liang & Ma (2023), Algorithm 3, arXiv:2305.14342",
        memory=2,
        cost="1 gradient per step, 1 Hessian every k steps",
        variant="exact diagonal in place of a random estimate; clipped after dividing; no bias correction",
        trouble="it sees curvature along the axes only, so a valley at an angle is invisible to it",
    )
    roles = (("diagonal", "next:h"),)

    def init(self, x, f):
        return State(x, m=np.zeros_like(x), h=np.zeros_like(x), t=0)

    def step(self, s, f):
        g = f.grad(s.x)
        look = s.t % self.k == 0
        curvature = diagonal(f.hess(s.x, where=look))
        m = self.beta1 * s.m + (1 - self.beta1) * g
        h = np.where(look, self.beta2 * s.h + (1 - self.beta2) * curvature, s.h)
        newton = m / np.maximum(h, TINY)
        x = s.x - self.lr * np.clip(newton, -self.clip, self.clip)
        return State(x, m, h, s.t + 1), {"g": g, "newton": newton, "clipped": np.abs(newton) > self.clip}
