"""Prodigy: guess how far the answer is from how far one has come against the slope, and let that be the step size."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optim_core.algebra import dot
from optim_core.knob import knob, switch
from optim_core.method import About, Array, Method


class State(NamedTuple):
    x: Array  # (n, *runs) the iterate
    x0: Array  # (n, *runs) the start
    m: Array  # (n, *runs) moving average of the gradient, times d
    v: Array  # (n, *runs) moving average of its square, times d²
    pull: Array  # (n, *runs) weighted sum of gradients
    way: Array  # (*runs) weighted sum of the progress made against them
    d: Array  # (*runs) the guessed distance to the answer; it never shrinks
    t: int  # steps taken


@dataclass(frozen=True)
class Prodigy(Method[State]):
    """Adam whose step size is a growing guess d of the distance from start to answer; `lr` = 1 trusts the guess."""

    lr: float = knob(1.0, 0.1, 10.0, r"\eta", "scale of the guessed step size", log=True)
    d0: float = knob(1e-6, 1e-8, 1e-1, "d_0", "first guess of the distance, too small on purpose", log=True)
    beta1: float = knob(0.9, 0.0, 0.99, r"\beta_1", "memory of the direction")
    beta2: float = knob(0.999, 0.5, 0.9999, r"\beta_2", "memory of the scale")
    eps: float = knob(1e-8, 1e-12, 1.0, r"\epsilon", "keeps the division finite", log=True)
    bias_correction: bool = switch(False, r"\hat m", "correct the averages for their start at zero")

    about = About(
        name="Prodigy",
        family="adaptive",
        update=r"d \gets \max\!\left(d, \frac{r}{\|s\|_1}\right),\quad "
        r"x \gets x - d\,\eta\,\frac{m}{\sqrt v + d\,\epsilon},\quad "
        r"r \gets \sqrt{\beta_2}\,r + \tfrac{d}{d_0} d\eta\, g^\top(x_0 - x),\quad "
        r"s \gets \sqrt{\beta_2}\,s + \tfrac{d}{d_0} d\eta\, g",
        source="Mishchenko & Defazio (2023), Algorithm 4, arXiv:2306.06101",
        memory=4,
        variant="the step is taken with the old d, its denominator with the new one",
        trouble="on surfaces that are not convex the distance may be overestimated, and the guess is never taken back",
    )

    def init(self, x, f):
        zero = np.zeros_like(x)
        return State(x, x0=x, m=zero, v=zero, pull=zero, way=zero[0], d=zero[0] + self.d0, t=0)

    def step(self, s, f):
        t, g = s.t + 1, f.grad(s.x)
        bias = np.sqrt(1 - self.beta2**t) / (1 - self.beta1**t) if self.bias_correction else 1
        beta3 = np.sqrt(self.beta2)
        rate = s.d * self.lr * bias
        trust = s.d / self.d0 * rate
        way = beta3 * s.way + trust * dot(g, s.x0 - s.x)
        pull = beta3 * s.pull + trust * g
        m = self.beta1 * s.m + (1 - self.beta1) * s.d * g
        v = self.beta2 * s.v + (1 - self.beta2) * (s.d * g) ** 2
        size = np.abs(pull).sum(0)
        guess = way / np.where(size == 0, 1, size)
        d = np.maximum(s.d, guess)
        x = s.x - rate * m / (np.sqrt(v) + d * self.eps)
        return State(x, s.x0, m, v, pull, way, d, t), {"g": g, "guess": guess, "rate": rate}
