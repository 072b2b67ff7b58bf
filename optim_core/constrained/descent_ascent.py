"""One player walks downhill in x, the other uphill in λ: they meet at the saddle of the Lagrangian."""

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
class DescentAscent(Method[State]):
    """Gradient steps down in x and up in λ at the same time; multipliers of inequalities stay at 0 or above."""

    lr: float = knob(0.05, 1e-4, 1.0, r"\alpha", "step size in x", log=True, scale="gradient")
    dual_lr: float = knob(0.05, 1e-4, 10.0, r"\beta", "step size in the multipliers", log=True)
    lam0: float = knob(0.0, -10.0, 10.0, r"\lambda_0", "multipliers at the start")

    about = About(
        name="Descent-ascent",
        family="constrained",
        update=r"x \gets x - \alpha\,\nabla_x L,\quad \lambda \gets \lambda + \beta\,c(x)",
        source="Arrow, Hurwicz & Uzawa (1958), Studies in Linear and Non-linear Programming",
        cost="1 gradient and 1 Jacobian per step",
        variant="both at once, no averaging",
        trouble="spirals where the Lagrangian is not curved upwards in x: linear problems circle for ever",
    )

    def init(self, x, f):
        c = f.constraints(x)
        return State(x, np.maximum(self.lam0, np.where(is_equality(c, f.n_equalities), -np.inf, 0)) + 0 * c)

    def step(self, s, f):
        g, c, J = f.grad(s.x), f.constraints(s.x), f.jacobian(s.x)
        slope = g + pull(J, s.lam)
        lam = signed(s.lam + self.dual_lr * c, f.n_equalities)
        return State(s.x - self.lr * slope, lam), {"g": g, "J": J, "c": c, "d": -slope}
