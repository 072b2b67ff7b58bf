"""Amos: tell it how far the answer is, and it plans its own decay of step size and weights."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optim_core.algebra import dot
from optim_core.knob import knob
from optim_core.method import About, Array, Method

SLOW_C, SLOW_D = 0.25, 0.25  # how strongly the decay b slows the two rates down, as in the paper
TINY = 1e-18  # keeps the division finite


class State(NamedTuple):
    x: Array  # (n, *runs) the iterate
    v: Array  # (*runs) moving average of the mean squared slope: one number for all coordinates
    b: Array  # (*runs) decay so far
    t: int  # steps taken


@dataclass(frozen=True)
class Amos(Method[State]):
    """The gradient, scaled by its own size; both the step size and the pull to the origin fade as b grows."""

    lr: float = knob(0.1, 1e-3, 1.0, r"\xi", "global step size", log=True)
    eta: float = knob(0.5, 0.05, 5.0, r"\eta", "expected size of the solution's coordinates", log=True, scale="length")
    beta: float = knob(0.9, 0.5, 0.9999, r"\beta", "memory of the scale")

    about = About(
        name="Amos",
        family="sign-based",
        update=r"x \gets x - D\left(\xi\eta\sqrt{\hat r}\,g + \tfrac12\gamma x\right),\quad "
        r"\gamma = C\xi^2\hat r\,\overline{g^2},\quad b \gets b + \gamma(1+b)",
        source="Tian & Parikh (2022), Algorithm 1, arXiv:2210.11693",
        memory=0,
        variant="no momentum; one scale and one decay for all coordinates (vector parameter)",
        trouble="it slows down for good and pulls towards the origin: what lies farther than told is never reached",
    )

    def init(self, x, f):
        return State(x, v=np.zeros_like(x[0]), b=np.zeros_like(x[0]), t=0)

    def step(self, s, f):
        t, g = s.t + 1, f.grad(s.x)
        square = dot(g, g) / len(g)
        v = self.beta * s.v + (1 - self.beta) * square
        r_hat = (1 - self.beta**t) / (v + TINY)
        C = 1 / np.sqrt(1 + SLOW_C * np.sqrt(self.lr) * s.b)
        D = 1 / (1 + SLOW_D * np.sqrt(self.lr * self.eta) * s.b)
        gamma = C * (self.lr * self.lr) * r_hat * square
        x = s.x - D * (self.lr * self.eta * np.sqrt(r_hat) * g + gamma / 2 * s.x)
        return State(x, v, s.b + gamma * (1 + s.b), t), {"g": g, "gamma": gamma, "C": C, "D": D}
