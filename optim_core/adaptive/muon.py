"""Muon: give every direction of the momentum the same length, by five steps of a polynomial."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optim_core.algebra import dot, norm
from optim_core.knob import knob, switch
from optim_core.method import About, Array, Method

A, B, C = 3.4445, -4.7750, 2.0315  # the quintic a σ + b σ³ + c σ⁵ pushes singular values σ towards 1


class State(NamedTuple):
    x: Array  # (n, *runs) the iterate
    m: Array  # (n, *runs) moving average of the gradient


@dataclass(frozen=True)
class Muon(Method[State]):
    """Made for matrices. A point is a matrix of one row, whose only singular value is its length."""

    lr: float = knob(0.02, 1e-3, 0.5, r"\eta", "step size", log=True, scale="length")
    momentum: float = knob(0.95, 0.0, 0.99, r"\mu", "memory of the direction")
    eps: float = knob(1e-8, 1e-8, 1e-2, r"\epsilon", "keeps the division finite", log=True)
    weight_decay: float = knob(0.0, 0.0, 0.5, r"\lambda", "pull towards the origin, apart from the gradient")
    nesterov: bool = switch(True, r"\text{Nesterov}", "mix the newest gradient in once more")

    about = About(
        name="Muon",
        family="adaptive",
        update=r"m \gets \mu m + (1-\mu)g,\quad X = \mathrm{NS}_5\!\left((1-\mu)g + \mu m\right),\quad "
        r"x \gets (1-\eta\lambda)x - \eta X",
        source="Jordan et al. (2024), Muon, kellerjordan.github.io/posts/muon; Liu et al. (2025), arXiv:2502.16982",
        memory=1,
        variant="x is a 1×n matrix, five Newton–Schulz steps in full precision",
        trouble="every step has the same length, about 0.7 lr, so it never settles without a schedule",
    )

    def init(self, x, f):
        return State(x, m=np.zeros_like(x))

    def step(self, s, f):
        g = f.grad(s.x)
        m = self.momentum * s.m + (1 - self.momentum) * g
        X = evened((1 - self.momentum) * g + self.momentum * m if self.nesterov else m, self.eps)
        x = (1 - self.lr * self.weight_decay) * s.x - self.lr * X
        return State(x, m), {"g": g, "X": X}


def evened(d, eps):
    """Five Newton–Schulz steps X ← (a + b S + c S²) X with S = X Xᵀ, for the matrix X that is the one row d."""
    X = d / (norm(d) + eps)
    for _ in range(5):
        S = dot(X, X)
        X = (A + B * S + C * S * S) * X
    return X
