"""Adamax: Adam that measures a slope by the largest one it remembers instead of by an average."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optim_core.knob import knob
from optim_core.method import About, Array, Method


class State(NamedTuple):
    x: Array  # (n, *runs) the iterate
    m: Array  # (n, *runs) moving average of the gradient
    u: Array  # (n, *runs) the largest slope, older ones fading
    t: int  # steps taken


@dataclass(frozen=True)
class Adamax(Method[State]):
    """No step is longer than lr in any coordinate, up to the correction of the start."""

    lr: float = knob(
        0.1, 1e-3, 1.0, r"\alpha", "step size: the first step moves every coordinate by it", log=True, scale="length"
    )
    beta1: float = knob(0.9, 0.0, 0.99, r"\beta_1", "memory of the direction")
    beta2: float = knob(0.999, 0.5, 0.9999, r"\beta_2", "memory of the scale")
    eps: float = knob(1e-8, 1e-12, 1.0, r"\epsilon", "keeps the division finite", log=True)

    about = About(
        name="Adamax",
        family="adaptive",
        update=r"u \gets \max(\beta_2 u, |g|+\epsilon),\quad x \gets x - \frac{\alpha}{1-\beta_1^t}\,\frac{m}{u}",
        source="Kingma & Ba (2015), Algorithm 2, arXiv:1412.6980",
        memory=2,
        variant="epsilon is added to each slope before the maximum (the paper has none)",
        trouble="after one steep slope it takes about 1 / (1 − β₂) steps to speed up again",
    )
    roles = (("scale", "next:u"),)

    def init(self, x, f):
        return State(x, m=np.zeros_like(x), u=np.zeros_like(x), t=0)

    def step(self, s, f):
        t, g = s.t + 1, f.grad(s.x)
        m = self.beta1 * s.m + (1 - self.beta1) * g
        u = np.maximum(self.beta2 * s.u, np.abs(g) + self.eps)
        m_hat = m / (1 - self.beta1**t)
        return State(s.x - self.lr * m_hat / u, m, u, t), {"g": g, "m_hat": m_hat}
