"""D-Adaptation: the longer gradients agree, the farther the answer must be, and the larger the step may be."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optim_core.algebra import dot
from optim_core.knob import knob, switch
from optim_core.method import About, Array, Method


class State(NamedTuple):
    x: Array  # (n, *runs) the iterate
    m: Array  # (n, *runs) moving average of the steps d η g
    v: Array  # (n, *runs) moving average of the squared gradient
    pull: Array  # (n, *runs) moving average of d η g, slower
    agree: Array  # (*runs) how much new gradients agree with it
    d: Array  # (*runs) lower bound of the distance to the answer; it never shrinks
    t: int  # steps taken


@dataclass(frozen=True)
class DAdaptAdam(Method[State]):
    """Adam whose step size is a lower bound d of the distance to the answer; `lr` = 1 trusts the bound."""

    lr: float = knob(1.0, 0.1, 10.0, r"\eta", "scale of the guessed step size", log=True)
    d0: float = knob(1e-6, 1e-8, 1e-1, "d_0", "first guess of the distance, too small on purpose", log=True)
    beta1: float = knob(0.9, 0.0, 0.99, r"\beta_1", "memory of the direction")
    beta2: float = knob(0.999, 0.5, 0.9999, r"\beta_2", "memory of the scale")
    eps: float = knob(1e-8, 1e-12, 1.0, r"\epsilon", "keeps the division finite", log=True)
    bias_correction: bool = switch(False, r"\hat m", "correct the averages for their start at zero")

    about = About(
        name="D-Adaptation (Adam)",
        family="adaptive",
        update=r"d \gets \max\!\left(d, \frac{r}{(1-\sqrt{\beta_2})\|s\|_1}\right),\quad "
        r"x \gets x - \frac{m}{\sqrt v+\epsilon},\quad m \gets \beta_1 m + (1-\beta_1)\,d\,\eta\,g",
        source="Defazio & Mishchenko (2023), Algorithm 5, arXiv:2301.07733",
        memory=3,
        variant="agreement is measured with the old sums; growth of d is not limited",
        trouble="it hardly moves at first, until the bound has grown from almost nothing",
    )

    def init(self, x, f):
        zero = np.zeros_like(x)
        return State(x, m=zero, v=zero, pull=zero, agree=zero[0], d=zero[0] + self.d0, t=0)

    def step(self, s, f):
        t, g = s.t + 1, f.grad(s.x)
        bias = np.sqrt(1 - self.beta2**t) / (1 - self.beta1**t) if self.bias_correction else 1
        slow = np.sqrt(self.beta2)
        rate = s.d * self.lr * bias
        agree = slow * s.agree + (1 - slow) * rate * dot(g, s.pull / (np.sqrt(s.v) + self.eps))
        pull = slow * s.pull + (1 - slow) * rate * g
        m = self.beta1 * s.m + (1 - self.beta1) * rate * g
        v = self.beta2 * s.v + (1 - self.beta2) * g**2
        size = (1 - slow) * np.abs(pull).sum(0)
        guess = agree / np.where(size == 0, 1, size)
        x = s.x - m / (np.sqrt(v) + self.eps)
        return State(x, m, v, pull, agree, np.maximum(s.d, guess), t), {"g": g, "guess": guess, "rate": rate}
