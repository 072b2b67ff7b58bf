"""Saddle-free Newton: go as far as Newton would, but always away from a ridge."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optim_core.algebra import eigh, matvec, transpose
from optim_core.knob import knob
from optim_core.method import About, Array, Method


class State(NamedTuple):
    x: Array  # (n, *runs) the iterate


@dataclass(frozen=True)
class SaddleFreeNewton(Method[State]):
    """Equal to Newton where the Hessian is positive definite; no line search."""

    lr: float = knob(1.0, 0.05, 1.0, r"\alpha", "share of the full step that is taken")
    delta: float = knob(1e-3, 1e-8, 1e2, r"\delta", "smallest curvature allowed", log=True)

    about = About(
        name="Saddle-free Newton",
        family="second order",
        update=r"x \gets x - \alpha\,|\nabla^2 f(x)|^{-1}\,\nabla f(x),\quad |H| = Q\,|\Lambda|\,Q^\top",
        source="Dauphin et al. (2014), Algorithm 1, arXiv:1406.2572",
        memory=0,
        matrices=1,
        cost="1 gradient, 1 Hessian and its eigenvectors per step",
        variant="exact eigenvectors instead of a Krylov subspace; curvature below the floor is raised to it",
        trouble="without a line search it may overshoot where the curvature changes quickly",
    )

    def init(self, x, f):
        return State(x)

    def step(self, s, f):
        g, H = f.grad(s.x), f.hess(s.x)
        values, Q = eigh(H)
        curvatures = np.maximum(np.abs(values), self.delta)
        d = -matvec(Q, matvec(transpose(Q), g) / curvatures)
        return State(s.x + self.lr * d), {"g": g, "H": H, "d": d, "curvatures": curvatures, "Q": Q}
