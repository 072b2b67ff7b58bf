"""Adagrad: a coordinate that has seen steep slopes earns small steps, and for ever."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optim_core.knob import knob
from optim_core.method import About, Array, Method


class State(NamedTuple):
    x: Array  # (n, *runs) the iterate
    G: Array  # (n, *runs) sum of all squared slopes so far
    t: int  # steps taken


@dataclass(frozen=True)
class Adagrad(Method[State]):
    """The rate of every coordinate, lr / √G, never grows again."""

    lr: float = knob(
        0.5, 1e-2, 2.0, r"\eta", "step size: the first step moves every coordinate by it", log=True, scale="length"
    )
    eps: float = knob(1e-10, 1e-12, 1e-2, r"\epsilon", "keeps the division finite", log=True)
    lr_decay: float = knob(0.0, 0.0, 1.0, r"\delta", "the step size is divided by 1 + δ times the steps taken")
    initial_accumulator: float = knob(0.0, 0.0, 1.0, "G_0", "squared slope every coordinate is said to have seen")

    about = About(
        name="Adagrad",
        family="adaptive",
        update=r"G \gets G + g^2,\quad x \gets x - \frac{\eta}{1+t\delta}\,\frac{g}{\sqrt G+\epsilon},\quad "
        r"g = \nabla f(x)",
        source="Duchi, Hazan & Singer (2011), JMLR 12:2121–2159, Figure 1 (diagonal)",
        memory=1,
        variant="epsilon outside the square root, the sum starts at zero",
        trouble="steep slopes at the start leave steps too small ever to arrive",
    )

    def init(self, x, f):
        return State(x, G=np.zeros_like(x) + self.initial_accumulator, t=0)

    def step(self, s, f):
        g = f.grad(s.x)
        G = s.G + g**2
        rate = self.lr / (1 + s.t * self.lr_decay) / (np.sqrt(G) + self.eps)
        return State(s.x - rate * g, G, s.t + 1), {"g": g, "rate": rate}
