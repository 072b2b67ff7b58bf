"""RMSProp: divide each slope by its usual size, so that what is usual is soon forgotten and learned anew."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optim_core.knob import knob, switch
from optim_core.method import About, Array, Method


class State(NamedTuple):
    x: Array  # (n, *runs) the iterate
    v: Array  # (n, *runs) moving average of the squared slope
    m: Array  # (n, *runs) moving average of the slope, for the centered form
    b: Array  # (n, *runs) momentum: scaled slopes so far, older ones fading


@dataclass(frozen=True)
class RMSprop(Method[State]):
    """Adagrad with a memory that fades; `centered` divides by the spread of the slope instead of its size."""

    lr: float = knob(0.01, 1e-3, 0.5, r"\eta", "step size", log=True, scale="length")
    alpha: float = knob(0.9, 0.5, 0.999, r"\alpha", "memory of the scale")
    eps: float = knob(1e-8, 1e-12, 1e-1, r"\epsilon", "keeps the division finite", log=True)
    momentum: float = knob(0.0, 0.0, 0.95, r"\mu", "share of the last direction that is kept")
    centered: bool = switch(False, r"\text{centered}", "divide by the spread of the slope, not by its size")

    about = About(
        name="RMSProp",
        family="adaptive",
        update=r"v \gets \alpha v + (1-\alpha)g^2,\quad b \gets \mu b + \frac{g}{\sqrt v+\epsilon},\quad "
        r"x \gets x - \eta b",
        source="Tieleman & Hinton (2012), Coursera lecture 6.5; centered: Graves (2013), eq. 38–45, arXiv:1308.0850",
        memory=3,
        variant="epsilon outside the square root, no correction of the start: the first step is lr / √(1 − α)",
        trouble="hovers around the minimum at a distance of about lr",
    )

    def init(self, x, f):
        zero = np.zeros_like(x)
        return State(x, v=zero, m=zero, b=zero)

    def step(self, s, f):
        g = f.grad(s.x)
        v = self.alpha * s.v + (1 - self.alpha) * g**2
        m = self.alpha * s.m + (1 - self.alpha) * g
        spread = np.maximum(v - m**2, 0) if self.centered else v  # rounding may make a spread of 0 negative
        scale = np.sqrt(spread) + self.eps
        b = self.momentum * s.b + g / scale
        return State(s.x - self.lr * b, v, m, b), {"g": g, "scale": scale}
