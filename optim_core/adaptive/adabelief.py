"""AdaBelief: step boldly where the gradient is what the momentum had predicted."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optim_core.knob import knob
from optim_core.method import About, Array, Method


class State(NamedTuple):
    x: Array  # (n, *runs) the iterate
    m: Array  # (n, *runs) moving average of the gradient
    v: Array  # (n, *runs) moving average of the squared surprise g − m
    t: int  # steps taken


@dataclass(frozen=True)
class AdaBelief(Method[State]):
    """Adam divided by how far gradients stray from their average instead of by their size."""

    lr: float = knob(0.1, 1e-3, 0.5, r"\alpha", "step size", log=True, scale="length")
    beta1: float = knob(0.9, 0.0, 0.99, r"\beta_1", "memory of the direction")
    beta2: float = knob(0.999, 0.5, 0.9999, r"\beta_2", "memory of the scale")
    eps: float = knob(1e-16, 1e-16, 1e-3, r"\epsilon", "added to the scale at every step", log=True)

    about = About(
        name="AdaBelief",
        family="adaptive",
        update=r"v \gets \beta_2 v + (1-\beta_2)(g - m)^2 + \epsilon,\quad "
        r"x \gets x - \alpha\,\frac{\hat m}{\sqrt{\hat v}+\epsilon}",
        source="Zhuang et al. (2020), Algorithm 2, arXiv:2010.07468",
        memory=2,
        variant="epsilon is accumulated in the scale; no rectification",
        trouble="epsilon acts through its square root at every step, so small changes of it change the path",
    )

    def init(self, x, f):
        return State(x, m=np.zeros_like(x), v=np.zeros_like(x), t=0)

    def step(self, s, f):
        t, g = s.t + 1, f.grad(s.x)
        m = self.beta1 * s.m + (1 - self.beta1) * g
        v = self.beta2 * s.v + (1 - self.beta2) * (g - m) ** 2 + self.eps
        m_hat = m / (1 - self.beta1**t)
        v_hat = v / (1 - self.beta2**t)
        x = s.x - self.lr * m_hat / (np.sqrt(v_hat) + self.eps)
        return State(x, m, v, t), {"g": g, "m_hat": m_hat, "v_hat": v_hat}
