"""Shampoo: divide by the square root of all past slopes as a matrix, so that it sees valleys at any angle."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optim_core.algebra import eigh, eye, matmul, matvec, outer, transpose
from optim_core.knob import knob
from optim_core.method import About, Array, Method


class State(NamedTuple):
    x: Array  # (n, *runs) the iterate
    L: Array  # (n, n, *runs) sum of all g gᵀ so far
    P: Array  # (n, n, *runs) the preconditioner in use, L^(−1/2) when it was last refreshed
    t: int  # steps taken


@dataclass(frozen=True)
class Shampoo(Method[State]):
    """For a vector it is Adagrad with the full matrix; on the plane its root has a closed form."""

    lr: float = knob(0.1, 1e-3, 0.5, r"\eta", "step size", log=True, scale="length")
    eps: float = knob(1e-6, 1e-8, 1e-2, r"\epsilon", "what the matrix starts from", log=True)
    refresh: int = knob(1, 1, 20, "k", "steps between two roots of the matrix")

    about = About(
        name="Shampoo",
        family="adaptive",
        update=r"L \gets L + g g^\top,\quad x \gets x - \eta\,L^{-1/2} g,\quad g = \nabla f(x)",
        source="Gupta, Koren & Singer (2018), Algorithm 2, arXiv:1802.09568",
        memory=0,
        matrices=2,
        cost="1 gradient per step, and the root of a matrix at each refresh",
        variant="vector parameter: power −1/2 on one side; no momentum",
        trouble="it forgets nothing: like Adagrad, steep slopes at the start shorten every later step",
    )

    def init(self, x, f):
        return State(x, L=self.eps * eye(x), P=eye(x), t=0)

    def step(self, s, f):
        g = f.grad(s.x)
        L = s.L + outer(g, g)
        P = np.where(s.t % self.refresh == 0, inverse_root(L, self.eps), s.P)
        d = -matvec(P, g)
        return State(s.x + self.lr * d, L, P, s.t + 1), {"g": g, "d": d}


def inverse_root(L, smallest):
    """L^(−1/2) of a symmetric matrix; eigenvalues count as `smallest` at least, which only rounding can undercut."""
    values, Q = eigh(L)
    return matmul(Q / np.sqrt(np.maximum(values, smallest))[None], transpose(Q))
