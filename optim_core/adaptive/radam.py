"""RAdam: do not trust a scale that was averaged over too few slopes."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optim_core.knob import knob
from optim_core.method import About, Array, Method

ENOUGH = 5  # slopes the average must stand for before it is used


class State(NamedTuple):
    x: Array  # (n, *runs) the iterate
    m: Array  # (n, *runs) moving average of the gradient
    v: Array  # (n, *runs) moving average of its square
    t: int  # steps taken


@dataclass(frozen=True)
class RAdam(Method[State]):
    """The first steps are plain momentum; then Adam, held back by r, which grows from 0 to 1."""

    lr: float = knob(0.01, 1e-4, 0.1, r"\alpha", "step size", log=True, scale="gradient")
    beta1: float = knob(0.9, 0.0, 0.99, r"\beta_1", "memory of the direction")
    beta2: float = knob(0.999, 0.5, 0.9999, r"\beta_2", "memory of the scale")
    eps: float = knob(1e-8, 1e-12, 1.0, r"\epsilon", "keeps the division finite", log=True)

    about = About(
        name="RAdam",
        family="adaptive",
        update=r"x \gets x - \alpha\,r_t\,\hat m\,\frac{\sqrt{1-\beta_2^t}}{\sqrt v+\epsilon}\ \text{if}\ \rho_t > 5,"
        r"\quad\text{else}\ x \gets x - \alpha\,\hat m",
        source="Liu et al. (2020), Algorithm 2, arXiv:1908.03265",
        memory=2,
        variant="threshold 5, epsilon on the uncorrected scale, as in torch (the paper has threshold 4)",
        trouble="its first five steps are not scaled at all: a step size that suits Adam can explode there",
    )

    def init(self, x, f):
        return State(x, m=np.zeros_like(x), v=np.zeros_like(x), t=0)

    def step(self, s, f):
        t, g = s.t + 1, f.grad(s.x)
        m = self.beta1 * s.m + (1 - self.beta1) * g
        v = self.beta2 * s.v + (1 - self.beta2) * g**2
        m_hat = m / (1 - self.beta1**t)
        rho_max = 2 / (1 - self.beta2) - 1
        rho = rho_max - 2 * t * self.beta2**t / (1 - self.beta2**t)
        r = rectification(rho, rho_max)
        adapted = r * np.sqrt(1 - self.beta2**t) / (np.sqrt(v) + self.eps)
        rate = np.where(rho > ENOUGH, adapted, 1)
        return State(s.x - self.lr * rate * m_hat, m, v, t), {"g": g, "m_hat": m_hat, "rho": rho, "r": r}


def rectification(rho, rho_max):
    """How far to trust the scale when it stands for rho slopes of at most rho_max (only meant for rho > 5)."""
    now, full = np.maximum(rho, ENOUGH), np.maximum(rho_max, ENOUGH)
    return np.sqrt((now - 4) * (now - 2) * full / ((full - 4) * (full - 2) * now))
