"""Tiger: the smallest memory that still has momentum, one number per coordinate, heard by its sign alone."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optim_core.knob import knob
from optim_core.method import About, Array, Method


class State(NamedTuple):
    x: Array  # (n, *runs) the iterate
    m: Array  # (n, *runs) moving average of the gradient


@dataclass(frozen=True)
class Tiger(Method[State]):
    """Lion with both memories equal, or Signum with weight decay."""

    lr: float = knob(0.01, 1e-4, 0.5, r"\eta", "step of every coordinate", log=True, scale="length")
    beta: float = knob(0.965, 0.0, 0.999, r"\beta", "memory of the direction")
    weight_decay: float = knob(0.0, 0.0, 1.0, r"\lambda", "pull towards the origin, apart from the sign")

    about = About(
        name="Tiger",
        family="sign-based",
        update=r"m \gets \beta m + (1-\beta)\nabla f(x),\quad x \gets x - \eta\,(\operatorname{sign}(m) + \lambda x)",
        source="Su (2023), Tiger: A Tight-fisted Optimizer, github.com/bojone/tiger",
        memory=1,
        variant="base rule: one step size for all coordinates, no gradient accumulation",
        trouble="with a constant step size it swings around the minimum, wider the longer its memory",
    )

    def init(self, x, f):
        return State(x, m=np.zeros_like(x))

    def step(self, s, f):
        g = f.grad(s.x)
        m = self.beta * s.m + (1 - self.beta) * g
        u = np.sign(m)
        x = s.x - self.lr * (u + self.weight_decay * s.x)
        return State(x, m), {"g": g, "u": u}
