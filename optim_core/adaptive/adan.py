"""Adan: watch not only the gradient but also how it changes, and lean into the change."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optim_core.knob import knob
from optim_core.method import About, Array, Method


class State(NamedTuple):
    x: Array  # (n, *runs) the iterate
    m: Array  # (n, *runs) moving average of the gradient
    v: Array  # (n, *runs) moving average of its change
    n: Array  # (n, *runs) moving average of the squared look-ahead gradient
    g: Array  # (n, *runs) the last gradient
    t: int  # steps taken


@dataclass(frozen=True)
class Adan(Method[State]):
    """Nesterov's look-ahead from gradient differences, inside Adam's scaling."""

    lr: float = knob(0.05, 1e-3, 0.5, r"\eta", "step size", log=True, scale="length")
    beta1: float = knob(0.98, 0.0, 0.99, r"\beta_1", "memory of the direction")
    beta2: float = knob(0.92, 0.0, 0.99, r"\beta_2", "memory of the change, and how far to lean into it")
    beta3: float = knob(0.99, 0.5, 0.9999, r"\beta_3", "memory of the scale")
    eps: float = knob(1e-8, 1e-12, 1.0, r"\epsilon", "keeps the division finite", log=True)
    weight_decay: float = knob(0.0, 0.0, 0.5, r"\lambda", "pull towards the origin, after the step")

    about = About(
        name="Adan",
        family="adaptive",
        update=r"x \gets \left.\left(x - \eta\,\frac{\hat m + \beta_2\hat v}{\sqrt{\hat n}+\epsilon}\right)\right/"
        r"(1+\eta\lambda),\quad n \gets \beta_3 n + (1-\beta_3)(g + \beta_2\,\Delta g)^2",
        source="Xie et al. (2022), Algorithm 1, arXiv:2208.06677",
        memory=4,
        variant="the betas are decay rates: 1 minus those of the paper; proximal weight decay",
        trouble="three long memories: it overshoots and takes many steps to come back",
    )

    def init(self, x, f):
        zero = np.zeros_like(x)
        return State(x, m=zero, v=zero, n=zero, g=zero, t=0)

    def step(self, s, f):
        t, g = s.t + 1, f.grad(s.x)
        change = np.where(s.t == 0, 0, g - s.g)
        m = self.beta1 * s.m + (1 - self.beta1) * g
        v = self.beta2 * s.v + (1 - self.beta2) * change
        n = self.beta3 * s.n + (1 - self.beta3) * (g + self.beta2 * change) ** 2
        m_hat = m / (1 - self.beta1**t)
        v_hat = v / (1 - self.beta2**t)
        n_hat = n / (1 - self.beta3**t)
        step = self.lr * (m_hat + self.beta2 * v_hat) / (np.sqrt(n_hat) + self.eps)
        x = (s.x - step) / (1 + self.lr * self.weight_decay)
        return State(x, m, v, n, g, t), {"m_hat": m_hat, "v_hat": v_hat, "n_hat": n_hat}
