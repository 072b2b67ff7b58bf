"""LAMB: make each step a fixed share of the distance from the origin."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optim_core.algebra import norm
from optim_core.knob import knob
from optim_core.method import About, Array, Method


class State(NamedTuple):
    x: Array  # (n, *runs) the iterate
    m: Array  # (n, *runs) moving average of the gradient
    v: Array  # (n, *runs) moving average of its square
    t: int  # steps taken


@dataclass(frozen=True)
class LAMB(Method[State]):
    """Adam's direction, rescaled to the length of x itself."""

    lr: float = knob(0.02, 1e-3, 0.5, r"\eta", "length of a step, as a share of the distance from the origin", log=True)
    beta1: float = knob(0.9, 0.0, 0.99, r"\beta_1", "memory of the direction")
    beta2: float = knob(0.999, 0.5, 0.9999, r"\beta_2", "memory of the scale")
    eps: float = knob(1e-6, 1e-12, 1.0, r"\epsilon", "keeps the division finite", log=True)
    weight_decay: float = knob(0.0, 0.0, 0.5, r"\lambda", "pull towards the origin, before the step is rescaled")

    about = About(
        name="LAMB",
        family="adaptive",
        update=r"u = \frac{\hat m}{\sqrt{\hat v}+\epsilon} + \lambda x,\quad x \gets x - \eta\,\frac{\|x\|}{\|u\|}\,u",
        source="You et al. (2020), Algorithm 2, arXiv:1904.00962",
        memory=2,
        variant="both moments corrected, norm not clamped, ratio 1 where a norm is 0, as in optax",
        trouble="where the origin lies decides how long the steps are; near it nothing moves",
    )

    def init(self, x, f):
        return State(x, m=np.zeros_like(x), v=np.zeros_like(x), t=0)

    def step(self, s, f):
        t, g = s.t + 1, f.grad(s.x)
        m = self.beta1 * s.m + (1 - self.beta1) * g
        v = self.beta2 * s.v + (1 - self.beta2) * g**2
        m_hat = m / (1 - self.beta1**t)
        v_hat = v / (1 - self.beta2**t)
        u = m_hat / (np.sqrt(v_hat) + self.eps) + self.weight_decay * s.x
        size, length = norm(s.x), norm(u)
        ratio = np.where((size == 0) | (length == 0), 1, size / np.where(length == 0, 1, length))
        return State(s.x - self.lr * ratio * u, m, v, t), {"g": g, "u": u, "ratio": ratio}
