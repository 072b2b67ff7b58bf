"""Adam: momentum for the direction, a running scale for each coordinate."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optim_core.knob import knob
from optim_core.method import About, Array, Method


class State(NamedTuple):
    x: Array  # (n, *runs) the iterate
    m: Array  # (n, *runs) moving average of the gradient
    v: Array  # (n, *runs) moving average of its square
    t: int  # steps taken


@dataclass(frozen=True)
class Adam(Method[State]):
    """Moments corrected for their start at zero; `weight_decay` is added to the gradient (Adam + L2)."""

    lr: float = knob(
        0.1, 1e-4, 1.0, r"\alpha", "step size: the first step moves every coordinate by it", log=True, scale="length"
    )
    beta1: float = knob(0.9, 0.0, 0.99, r"\beta_1", "memory of the direction")
    beta2: float = knob(0.999, 0.5, 0.9999, r"\beta_2", "memory of the scale")
    eps: float = knob(1e-8, 1e-12, 1.0, r"\epsilon", "keeps the division finite", log=True)
    weight_decay: float = knob(0.0, 0.0, 0.5, r"\lambda", "pull towards the origin, added to the gradient")

    about = About(
        name="Adam",
        family="adaptive",
        update=r"x \gets x - \alpha\,\frac{\hat m}{\sqrt{\hat v}+\epsilon},\quad"
        r"\hat m = \frac{m}{1-\beta_1^t},\ \hat v = \frac{v}{1-\beta_2^t}",
        source="Kingma & Ba (2015), Algorithm 1, arXiv:1412.6980",
        memory=2,
        variant="epsilon outside the square root; both moments corrected; decay coupled (L2)",
        trouble="with a constant step size it hovers around the minimum instead of settling",
    )

    def init(self, x, f):
        return State(x, m=np.zeros_like(x), v=np.zeros_like(x), t=0)

    def step(self, s, f):
        t, g = s.t + 1, f.grad(s.x) + self.weight_decay * s.x
        m = self.beta1 * s.m + (1 - self.beta1) * g
        v = self.beta2 * s.v + (1 - self.beta2) * g**2
        m_hat = m / (1 - self.beta1**t)
        v_hat = v / (1 - self.beta2**t)
        x = s.x - self.lr * m_hat / (np.sqrt(v_hat) + self.eps)
        return State(x, m, v, t), {"g": g, "m_hat": m_hat, "v_hat": v_hat}
