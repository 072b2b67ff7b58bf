"""Schedule-free SGD: average all points as you go, and no decay of the step size is needed."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optim_core.knob import knob
from optim_core.method import About, Array, Method


class State(NamedTuple):
    x: Array  # (n, *runs) the average, the answer
    z: Array  # (n, *runs) the point that gradient descent moves
    weight: Array  # (*runs) weight of the newest point: the largest squared step size so far
    total: Array  # (*runs) sum of all weights
    t: int  # steps taken


@dataclass(frozen=True)
class ScheduleFreeSGD(Method[State]):
    """The gradient is taken between the average x and the fast point z; the drawn point is the average."""

    lr: float = knob(1e-2, 1e-5, 1.0, r"\eta", "step size", log=True, scale="gradient")
    beta: float = knob(0.9, 0.5, 0.98, r"\beta", "where to ask: 0 at the fast point, 1 at the average")
    warmup: int = knob(0, 0, 50, "W", "steps until the step size is reached")

    about = About(
        name="Schedule-free SGD",
        family="adaptive",
        update=r"y = (1-\beta)z + \beta x,\quad z \gets z - \eta\nabla f(y),\quad x \gets (1-c)x + c z",
        source="Defazio et al. (2024), The Road Less Scheduled, arXiv:2405.15682",
        memory=1,
        variant="points are weighted by the largest squared step size so far; the drawn point is the average x",
        trouble="the average carries its early points along, so it arrives late",
    )

    def init(self, x, f):
        zero = np.zeros_like(x[0])
        return State(x, z=x, weight=zero, total=zero, t=0)

    def step(self, s, f):
        t = s.t + 1
        rate = self.lr * np.minimum(1, t / np.maximum(self.warmup, 1))
        y = (1 - self.beta) * s.z + self.beta * s.x
        g = f.grad(y)
        z = s.z - rate * g
        weight = np.maximum(s.weight, rate * rate)
        total = s.total + weight
        c = weight / total
        return State((1 - c) * s.x + c * z, z, weight, total, t), {"g": g, "y": y, "c": c}
