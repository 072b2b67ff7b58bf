"""SOAP: turn the axes to where the slopes have been, and run Adam there."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optim_core.algebra import dot, eigh2, matmul, matvec, norm, outer, transpose, turned
from optim_core.knob import knob
from optim_core.method import About, Array, Method


class State(NamedTuple):
    x: Array  # (2, *runs) the iterate
    m: Array  # (2, *runs) moving average of the gradient, in the axes of the map
    v: Array  # (2, *runs) moving average of its square, in the turned axes
    L: Array  # (2, 2, *runs) moving average of g gᵀ
    Q: Array  # (2, 2, *runs) the turned axes, as columns
    t: int  # steps taken


@dataclass(frozen=True)
class SOAP(Method[State]):
    """Adam in the eigenvectors of Shampoo's matrix, which are brought up to date every few steps."""

    lr: float = knob(0.1, 1e-3, 0.5, r"\eta", "step size", log=True, scale="length")
    beta1: float = knob(0.95, 0.0, 0.99, r"\beta_1", "memory of the direction")
    beta2: float = knob(0.95, 0.5, 0.9999, r"\beta_2", "memory of the scale and of the axes")
    eps: float = knob(1e-8, 1e-12, 1e-2, r"\epsilon", "keeps the division finite", log=True)
    refresh: int = knob(10, 1, 20, "k", "steps between two turns of the axes")

    about = About(
        name="SOAP",
        family="adaptive",
        update=r"L \gets \beta_2 L + (1-\beta_2)g g^\top \approx Q\Lambda Q^\top,\quad "
        r"x \gets x - \eta\,\tfrac{\sqrt{1-\beta_2^t}}{1-\beta_1^t}\,Q\,\frac{Q^\top m}{\sqrt v+\epsilon},\quad "
        r"v \gets \beta_2 v + (1-\beta_2)(Q^\top g)^2",
        source="Vyas et al. (2024), Algorithm 3, arXiv:2409.11321",
        memory=2,
        matrices=2,
        cost="1 gradient per step, and one more at the start",
        variant="2×1 matrix; axes by one power iteration and QR; the first call, which does not move, is the start",
        trouble="between two turns the axes are stale: on a curved valley it works in yesterday's directions",
    )

    def init(self, x, f):
        g, zero = f.grad(x), np.zeros_like(x)
        L = (1 - self.beta2) * outer(g, g)
        return State(x, m=zero, v=zero, L=L, Q=eigh2(L)[1], t=0)

    def step(self, s, f):
        t, g = s.t + 1, f.grad(s.x)
        back = transpose(s.Q)
        m = self.beta1 * s.m + (1 - self.beta1) * g
        v = self.beta2 * s.v + (1 - self.beta2) * matvec(back, g) ** 2
        rate = self.lr * np.sqrt(1 - self.beta2**t) / (1 - self.beta1**t)
        d = -matvec(s.Q, matvec(back, m) / (np.sqrt(v) + self.eps))
        L = self.beta2 * s.L + (1 - self.beta2) * outer(g, g)
        Q, swapped = refreshed(L, s.Q)
        now = t % self.refresh == 0
        v = np.where(now & swapped, v[::-1], v)
        return State(s.x + rate * d, m, v, L, np.where(now, Q, s.Q), t), {"g": g, "d": d}


def refreshed(L, Q):
    """One power iteration: the axes L Q, the longer first, made orthonormal; and whether the two changed places."""
    stretched = matmul(L, Q)
    stretch = dot(Q, stretched)  # estimated eigenvalues, one for each column
    swapped = stretch[1] > stretch[0]
    first = np.where(swapped, stretched[:, 1], stretched[:, 0])
    length = norm(first)
    unit = np.where(length > 0, first / np.where(length > 0, length, 1), Q[:, 0])
    return turned(*unit), swapped & (length > 0)
