"""Adadelta: measure steps in units of earlier steps, and no step size need be chosen (or so it seems)."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optim_core.knob import knob
from optim_core.method import About, Array, Method


class State(NamedTuple):
    x: Array  # (n, *runs) the iterate
    v: Array  # (n, *runs) moving average of the squared slope
    u: Array  # (n, *runs) moving average of the squared step


@dataclass(frozen=True)
class Adadelta(Method[State]):
    """`eps` is the step size in disguise: the first step is about √(ε / (1 − ρ))."""

    lr: float = knob(1.0, 1e-2, 10.0, r"\eta", "scale of every step; the paper has none", log=True)
    rho: float = knob(0.9, 0.5, 0.99, r"\rho", "memory of slopes and steps")
    eps: float = knob(1e-3, 1e-8, 1e-1, r"\epsilon", "sets the size of the first steps", log=True)

    about = About(
        name="Adadelta",
        family="adaptive",
        update=r"v \gets \rho v + (1-\rho)g^2,\quad \Delta = \frac{\sqrt{u+\epsilon}}{\sqrt{v+\epsilon}}\,g,\quad "
        r"u \gets \rho u + (1-\rho)\Delta^2,\quad x \gets x - \eta\Delta",
        source="Zeiler (2012), Algorithm 1, arXiv:1212.5701",
        memory=2,
        variant="epsilon inside both square roots",
        trouble="with the paper's epsilon of 1e-6 it crawls for hundreds of steps before it trusts itself",
    )

    def init(self, x, f):
        return State(x, v=np.zeros_like(x), u=np.zeros_like(x))

    def step(self, s, f):
        g = f.grad(s.x)
        v = self.rho * s.v + (1 - self.rho) * g**2
        rate = np.sqrt(s.u + self.eps) / np.sqrt(v + self.eps)
        delta = rate * g
        u = self.rho * s.u + (1 - self.rho) * delta**2
        return State(s.x - self.lr * delta, v, u), {"g": g, "rate": rate, "delta": delta}
