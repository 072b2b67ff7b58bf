"""Accelerated gradient: keep two points, one that descends and one that runs ahead of it, ever bolder."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optim_core.algebra import dot
from optim_core.knob import knob, switch
from optim_core.method import About, Array, Method


class State(NamedTuple):
    x: Array  # (n, *runs) the iterate
    y: Array  # (n, *runs) the point ahead, where gradients are taken
    t: Array  # (*runs) Nesterov's sequence 1, 1.62, 2.19, … that sets the momentum


@dataclass(frozen=True)
class AcceleratedGradient(Method[State]):
    """Nesterov's method as he wrote it; with `restart` the momentum is dropped when it points uphill."""

    lr: float = knob(
        2e-3, 1e-5, 0.1, r"\eta", "step size, at most 1/L for the theory to hold", log=True, scale="gradient"
    )
    restart: bool = switch(False, r"\text{restart}", "drop the momentum when it points uphill")

    about = About(
        name="Accelerated gradient",
        family="descent",
        update=r"x_{k+1} = y_k - \eta\nabla f(y_k),\quad y_{k+1} = x_{k+1} + \frac{t_k-1}{t_{k+1}}(x_{k+1}-x_k),\quad "
        r"t_{k+1} = \tfrac12\left(1+\sqrt{1+4t_k^2}\right)",
        source="Nesterov (1983), Soviet Math. Dokl. 27:372–376; restart: O'Donoghue & Candès (2015), arXiv:1204.3982",
        memory=1,
        variant="two sequences, the drawn point is x; restart by the gradient scheme",
        trouble="without restart the value ripples: the momentum grows even where it should brake",
    )

    def init(self, x, f):
        return State(x, y=x, t=np.ones_like(x[0]))

    def step(self, s, f):
        g = f.grad(s.y)
        x = s.y - self.lr * g
        t = (1 + np.sqrt(1 + 4 * s.t * s.t)) / 2
        beta = (s.t - 1) / t
        uphill = dot(g, x - s.x) > 0 if self.restart else s.t < 0
        beta, t = np.where(uphill, 0, beta), np.where(uphill, 1, t)
        return State(x, x + beta * (x - s.x), t), {"g": g, "beta": beta, "restarted": uphill}
