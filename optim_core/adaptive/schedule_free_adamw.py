"""Schedule-free AdamW: Adam's scaling, with an average of the points in place of momentum and decay."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optim_core.knob import knob
from optim_core.method import About, Array, Method


class State(NamedTuple):
    x: Array  # (n, *runs) the average, the answer
    z: Array  # (n, *runs) the point that the scaled gradient moves
    v: Array  # (n, *runs) moving average of the squared slope
    weight: Array  # (*runs) weight of the newest point: the largest squared step size so far
    total: Array  # (*runs) sum of all weights
    t: int  # steps taken


@dataclass(frozen=True)
class ScheduleFreeAdamW(Method[State]):
    """The gradient is taken between the average x and the fast point z; the drawn point is the average."""

    lr: float = knob(0.1, 1e-3, 1.0, r"\eta", "step size", log=True, scale="length")
    beta1: float = knob(0.9, 0.5, 0.98, r"\beta_1", "where to ask: 0 at the fast point, 1 at the average")
    beta2: float = knob(0.999, 0.5, 0.9999, r"\beta_2", "memory of the scale")
    eps: float = knob(1e-8, 1e-12, 1.0, r"\epsilon", "keeps the division finite", log=True)
    weight_decay: float = knob(0.0, 0.0, 0.5, r"\lambda", "pull towards the origin, apart from the gradient")
    warmup: int = knob(0, 0, 50, "W", "steps until the step size is reached")

    about = About(
        name="Schedule-free AdamW",
        family="adaptive",
        update=r"y = (1-\beta_1)z + \beta_1 x,\quad "
        r"z \gets z - \eta\left(\frac{g}{\sqrt{\hat v}+\epsilon} + \lambda y\right),"
        r"\quad x \gets (1-c)x + c z,\quad g = \nabla f(y)",
        source="Defazio et al. (2024), Algorithm 1, arXiv:2405.15682",
        memory=2,
        variant="no momentum, the average takes its place; decay at y; the drawn point is the average x",
        trouble="the average carries its early points along, so it arrives late",
    )

    def init(self, x, f):
        zero = np.zeros_like(x[0])
        return State(x, z=x, v=np.zeros_like(x), weight=zero, total=zero, t=0)

    def step(self, s, f):
        t = s.t + 1
        rate = self.lr * np.minimum(1, t / np.maximum(self.warmup, 1))
        y = (1 - self.beta1) * s.z + self.beta1 * s.x
        g = f.grad(y)
        v = self.beta2 * s.v + (1 - self.beta2) * g**2
        v_hat = v / (1 - self.beta2**t)
        z = s.z - rate * (g / (np.sqrt(v_hat) + self.eps) + self.weight_decay * y)
        weight = np.maximum(s.weight, rate * rate)
        total = s.total + weight
        c = weight / total
        return State((1 - c) * s.x + c * z, z, v, weight, total, t), {"g": g, "y": y, "c": c, "v_hat": v_hat}
