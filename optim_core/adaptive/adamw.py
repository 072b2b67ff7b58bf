"""AdamW: shrink the weights themselves, not the gradient that Adam is about to rescale."""

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
class AdamW(Method[State]):
    """Adam whose weight decay is decoupled: every coordinate is pulled to the origin at the same rate."""

    lr: float = knob(
        0.1, 1e-3, 1.0, r"\alpha", "step size: the first step moves every coordinate by it", log=True, scale="length"
    )
    beta1: float = knob(0.9, 0.0, 0.99, r"\beta_1", "memory of the direction")
    beta2: float = knob(0.999, 0.5, 0.9999, r"\beta_2", "memory of the scale")
    eps: float = knob(1e-8, 1e-12, 1.0, r"\epsilon", "keeps the division finite", log=True)
    weight_decay: float = knob(0.01, 0.0, 0.5, r"\lambda", "pull towards the origin, apart from the gradient")

    about = About(
        name="AdamW",
        family="adaptive",
        update=r"x \gets x - \alpha\left(\frac{\hat m}{\sqrt{\hat v}+\epsilon} + \lambda x\right)",
        source="Loshchilov & Hutter (2019), Algorithm 2, arXiv:1711.05101",
        memory=2,
        variant="the decay is multiplied by the step size",
        trouble="the decay moves the minimum: it settles where the slope balances the pull to the origin",
    )

    def init(self, x, f):
        return State(x, m=np.zeros_like(x), v=np.zeros_like(x), t=0)

    def step(self, s, f):
        t, g = s.t + 1, f.grad(s.x)
        m = self.beta1 * s.m + (1 - self.beta1) * g
        v = self.beta2 * s.v + (1 - self.beta2) * g**2
        m_hat = m / (1 - self.beta1**t)
        v_hat = v / (1 - self.beta2**t)
        x = s.x - self.lr * (m_hat / (np.sqrt(v_hat) + self.eps) + self.weight_decay * s.x)
        return State(x, m, v, t), {"g": g, "m_hat": m_hat, "v_hat": v_hat}
