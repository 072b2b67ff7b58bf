"""Downhill on the Lagrangian in all its variables: the natural idea that does not work."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optim_core.constrained.kkt import is_equality, pull, signed
from optim_core.knob import knob
from optim_core.method import About, Array, Method


class State(NamedTuple):
    x: Array  # (n, *runs) the iterate
    lam: Array  # (k, *runs) the multipliers


@dataclass(frozen=True)
class LagrangianDescent(Method[State]):
    """L = f + λᵀc has no minimum where the constrained minimum is, but a saddle: λ runs away downhill."""

    lr: float = knob(0.1, 1e-4, 1.0, r"\alpha", "step size", log=True, scale="gradient")
    lam0: float = knob(0.0, -10.0, 10.0, r"\lambda_0", "multipliers at the start")

    about = About(
        name="Gradient descent on L",
        family="constrained",
        update=r"x \gets x - \alpha\,\nabla_x L,\quad \lambda \gets \lambda - \alpha\,c(x)",
        source="The usual misreading of Lagrange (1788), Mécanique analytique",
        cost="1 gradient and 1 Jacobian per step",
        trouble="diverges: the solution is a saddle of L, not a minimum",
    )

    def init(self, x, f):
        c = f.constraints(x)
        return State(x, np.maximum(self.lam0, np.where(is_equality(c, f.n_equalities), -np.inf, 0)) + 0 * c)

    def step(self, s, f):
        g, c, J = f.grad(s.x), f.constraints(s.x), f.jacobian(s.x)
        slope = g + pull(J, s.lam)
        lam = signed(s.lam - self.lr * c, f.n_equalities)
        return State(s.x - self.lr * slope, lam), {"g": g, "J": J, "c": c, "d": -slope}
