"""Nesterov's momentum: look where the momentum leads before correcting it."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optim_core.knob import knob
from optim_core.method import About, Array, Method


class State(NamedTuple):
    x: Array  # (n, *runs) the look-ahead point, where gradients are taken
    b: Array  # (n, *runs) the momentum


@dataclass(frozen=True)
class Nesterov(Method[State]):
    """The form used for networks: the point drawn is the look-ahead point, one momentum ahead of the classic x."""

    lr: float = knob(2e-3, 1e-5, 0.1, r"\eta", "step size", log=True, scale="gradient")
    momentum: float = knob(0.9, 0.0, 0.99, r"\mu", "share of the last direction that is kept")

    about = About(
        name="Nesterov momentum",
        family="descent",
        update=r"b \gets \mu b + \nabla f(x),\quad x \gets x - \eta\,(\nabla f(x) + \mu b)",
        source="Nesterov (1983), Soviet Math. Dokl. 27:372–376; form of Sutskever et al. (2013), ICML",
        memory=1,
        variant="the drawn point is the look-ahead point (as in torch and optax)",
        trouble="still overshoots: the value goes down in ripples, not steadily",
    )

    def init(self, x, f):
        return State(x, b=np.zeros_like(x))

    def step(self, s, f):
        g = f.grad(s.x)
        b = self.momentum * s.b + g
        x = s.x - self.lr * (g + self.momentum * b)
        return State(x, b), {"g": g, "classic": s.x + self.lr * self.momentum * s.b}
