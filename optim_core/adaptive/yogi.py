"""Yogi: let the scale change by steps it can take back, not by factors that make it collapse."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optim_core.knob import knob
from optim_core.method import About, Array, Method


class State(NamedTuple):
    x: Array  # (n, *runs) the iterate
    m: Array  # (n, *runs) moving average of the gradient
    v: Array  # (n, *runs) estimate of its square, moved up or down
    t: int  # steps taken


@dataclass(frozen=True)
class Yogi(Method[State]):
    """Adam whose scale v moves towards g² by an amount that depends on g² alone."""

    lr: float = knob(0.05, 1e-3, 0.5, r"\alpha", "step size", log=True, scale="length")
    beta1: float = knob(0.9, 0.0, 0.99, r"\beta_1", "memory of the direction")
    beta2: float = knob(0.999, 0.5, 0.9999, r"\beta_2", "memory of the scale")
    eps: float = knob(1e-3, 1e-12, 1.0, r"\epsilon", "keeps the division finite", log=True)
    initial_accumulator: float = knob(1e-6, 1e-8, 1.0, "v_0", "what both averages start from", log=True)

    about = About(
        name="Yogi",
        family="adaptive",
        update=r"v \gets v - (1-\beta_2)\operatorname{sign}(v - g^2)\,g^2,\quad "
        r"x \gets x - \alpha\,\frac{\hat m}{\sqrt{\hat v}+\epsilon}",
        source="Zaheer et al. (2018), Algorithm 2, NeurIPS",
        memory=2,
        variant="both averages start at 1e-6, as in the common implementations; both are corrected",
        trouble="where slopes fade, the scale hardly shrinks any more and the last steps become tiny",
    )

    def init(self, x, f):
        start = np.zeros_like(x) + self.initial_accumulator
        return State(x, m=start, v=start, t=0)

    def step(self, s, f):
        t, g = s.t + 1, f.grad(s.x)
        m = self.beta1 * s.m + (1 - self.beta1) * g
        v = s.v - (1 - self.beta2) * np.sign(s.v - g**2) * g**2
        m_hat = m / (1 - self.beta1**t)
        v_hat = v / (1 - self.beta2**t)
        x = s.x - self.lr * m_hat / (np.sqrt(v_hat) + self.eps)
        return State(x, m, v, t), {"g": g, "m_hat": m_hat, "v_hat": v_hat}
