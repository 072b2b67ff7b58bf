"""Signum: take the sign of the momentum, so that one odd gradient cannot turn a coordinate round."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optim_core.knob import knob
from optim_core.method import About, Array, Method


class State(NamedTuple):
    x: Array  # (n, *runs) the iterate
    m: Array  # (n, *runs) moving average of the gradient


@dataclass(frozen=True)
class Signum(Method[State]):
    """signSGD with memory; for `beta` = 0 it is signSGD."""

    lr: float = knob(0.01, 1e-4, 0.5, r"\eta", "step of every coordinate", log=True, scale="length")
    beta: float = knob(0.9, 0.0, 0.999, r"\beta", "memory of the direction")

    about = About(
        name="Signum",
        family="sign-based",
        update=r"m \gets \beta m + (1-\beta)\nabla f(x),\quad x \gets x - \eta\,\operatorname{sign}(m)",
        source="Bernstein, Wang, Azizzadenesheli & Anandkumar (2018), Algorithm 2, arXiv:1802.04434",
        memory=1,
        variant="moving average with 1 − β, no weight decay, sign(0) = 0",
        trouble="keeps walking until the average changes its sign, so it overshoots every minimum",
    )

    def init(self, x, f):
        return State(x, m=np.zeros_like(x))

    def step(self, s, f):
        g = f.grad(s.x)
        m = self.beta * s.m + (1 - self.beta) * g
        return State(s.x - self.lr * np.sign(m), m), {"g": g}
