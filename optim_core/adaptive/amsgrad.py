"""AMSGrad: Adam that never forgets the steepest slope it has met, so that its rate cannot grow back."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optim_core.knob import knob
from optim_core.method import About, Array, Method


class State(NamedTuple):
    x: Array  # (n, *runs) the iterate
    m: Array  # (n, *runs) moving average of the gradient
    v: Array  # (n, *runs) moving average of its square
    v_max: Array  # (n, *runs) the largest corrected average so far
    t: int  # steps taken


@dataclass(frozen=True)
class AMSGrad(Method[State]):
    """Adam divided by the largest scale seen instead of the present one."""

    lr: float = knob(
        0.1, 1e-3, 1.0, r"\alpha", "step size: the first step moves every coordinate by it", log=True, scale="length"
    )
    beta1: float = knob(0.9, 0.0, 0.99, r"\beta_1", "memory of the direction")
    beta2: float = knob(0.999, 0.5, 0.9999, r"\beta_2", "memory of the scale")
    eps: float = knob(1e-8, 1e-12, 1.0, r"\epsilon", "keeps the division finite", log=True)

    about = About(
        name="AMSGrad",
        family="adaptive",
        update=r"\bar v \gets \max(\bar v, \hat v),\quad x \gets x - \alpha\,\frac{\hat m}{\sqrt{\bar v}+\epsilon}",
        source="Reddi, Kale & Kumar (2018), Algorithm 2, arXiv:1904.09237",
        memory=3,
        variant="maximum of the corrected averages, as in optax (torch: of the raw ones; the paper corrects nothing)",
        trouble="one huge gradient at the start makes every later step small",
    )

    def init(self, x, f):
        zero = np.zeros_like(x)
        return State(x, m=zero, v=zero, v_max=zero, t=0)

    def step(self, s, f):
        t, g = s.t + 1, f.grad(s.x)
        m = self.beta1 * s.m + (1 - self.beta1) * g
        v = self.beta2 * s.v + (1 - self.beta2) * g**2
        m_hat = m / (1 - self.beta1**t)
        v_hat = v / (1 - self.beta2**t)
        v_max = np.maximum(s.v_max, v_hat)
        x = s.x - self.lr * m_hat / (np.sqrt(v_max) + self.eps)
        return State(x, m, v, v_max, t), {"g": g, "m_hat": m_hat, "v_hat": v_hat}
