"""Nadam: Adam with Nesterov's idea, the momentum of the coming step already applied."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optim_core.knob import knob
from optim_core.method import About, Array, Method


class State(NamedTuple):
    x: Array  # (n, *runs) the iterate
    m: Array  # (n, *runs) moving average of the gradient
    v: Array  # (n, *runs) moving average of its square
    product: Array  # (*runs) product of all momentum coefficients so far
    t: int  # steps taken


@dataclass(frozen=True)
class Nadam(Method[State]):
    """The momentum warms up from half of `beta1` to `beta1`, the faster the larger `momentum_decay`."""

    lr: float = knob(0.1, 1e-3, 1.0, r"\alpha", "step size", log=True, scale="length")
    beta1: float = knob(0.9, 0.0, 0.99, r"\beta_1", "memory of the direction")
    beta2: float = knob(0.999, 0.5, 0.9999, r"\beta_2", "memory of the scale")
    eps: float = knob(1e-8, 1e-12, 1.0, r"\epsilon", "keeps the division finite", log=True)
    momentum_decay: float = knob(4e-3, 1e-4, 1.0, r"\psi", "how fast the momentum reaches its full size", log=True)

    about = About(
        name="Nadam",
        family="adaptive",
        update=r"x \gets x - \frac{\alpha}{\sqrt{\hat v}+\epsilon}\left(\frac{1-\mu_t}{1-\prod_{i\le t}\mu_i}\,g + "
        r"\frac{\mu_{t+1}}{1-\prod_{i\le t+1}\mu_i}\,m\right),\quad \mu_t = \beta_1(1 - \tfrac12 0.96^{t\psi})",
        source="Dozat (2016), Incorporating Nesterov Momentum into Adam, ICLR workshop",
        memory=2,
        variant="with the momentum schedule, as in torch (optax keeps the momentum constant)",
        trouble="like Adam it hovers around the minimum when the step size stays constant",
    )

    def init(self, x, f):
        return State(x, m=np.zeros_like(x), v=np.zeros_like(x), product=np.ones_like(x[0]), t=0)

    def step(self, s, f):
        t, g = s.t + 1, f.grad(s.x)
        m = self.beta1 * s.m + (1 - self.beta1) * g
        v = self.beta2 * s.v + (1 - self.beta2) * g**2
        mu, mu_next = self.momentum_at(t), self.momentum_at(t + 1)
        product = s.product * mu
        m_hat = (1 - mu) / (1 - product) * g + mu_next / (1 - product * mu_next) * m
        v_hat = v / (1 - self.beta2**t)
        x = s.x - self.lr * m_hat / (np.sqrt(v_hat) + self.eps)
        return State(x, m, v, product, t), {"g": g, "m_hat": m_hat, "v_hat": v_hat, "mu": mu}

    def momentum_at(self, t):
        """The momentum coefficient of step t."""
        return self.beta1 * (1 - 0.5 * 0.96 ** (t * self.momentum_decay))
