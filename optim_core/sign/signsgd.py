"""signSGD: every coordinate moves by the same length; only the sign of its slope is heard."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optim_core.knob import knob
from optim_core.method import About, Array, Method


class State(NamedTuple):
    x: Array  # (n, *runs) the iterate


@dataclass(frozen=True)
class SignSGD(Method[State]):
    """Steepest descent when lengths are measured by the largest coordinate; a slope of exactly 0 stays put."""

    lr: float = knob(0.01, 1e-4, 0.5, r"\eta", "step of every coordinate", log=True, scale="length")

    about = About(
        name="signSGD",
        family="sign-based",
        update=r"x \gets x - \eta\,\operatorname{sign}(\nabla f(x))",
        source="Bernstein, Wang, Azizzadenesheli & Anandkumar (2018), Algorithm 1, arXiv:1802.04434",
        memory=0,
        variant="sign(0) = 0",
        trouble="with a constant step it ends by jumping to and fro across the minimum",
    )

    def init(self, x, f):
        return State(x)

    def step(self, s, f):
        g = f.grad(s.x)
        return State(s.x - self.lr * np.sign(g)), {"g": g}
