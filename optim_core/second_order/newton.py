"""Newton: fit a parabola to the slope and its change, and jump to where it is flat."""

from dataclasses import dataclass
from typing import NamedTuple

from optim_core.algebra import solve
from optim_core.knob import knob
from optim_core.method import About, Array, Method


class State(NamedTuple):
    x: Array  # (n, *runs) the iterate


@dataclass(frozen=True)
class Newton(Method[State]):
    """Pure Newton for `lr` = 1. It looks for a flat point of any kind: minimum, saddle or maximum."""

    lr: float = knob(1.0, 0.05, 1.0, r"\alpha", "share of the full step that is taken", also="step")

    about = About(
        name="Newton",
        family="second order",
        update=r"x \gets x - \alpha\,\nabla^2 f(x)^{-1}\,\nabla f(x)",
        source="Nocedal & Wright (2006), eq. 2.15",
        memory=0,
        matrices=1,
        cost="1 gradient, 1 Hessian and one linear system per step",
        variant="no line search, no modification of the Hessian",
        trouble="runs into saddles and maxima, and may jump far where the Hessian is nearly singular",
    )

    def init(self, x, f):
        return State(x)

    def step(self, s, f):
        g, H = f.grad(s.x), f.hess(s.x)
        d = -solve(H, g)
        return State(s.x + self.lr * d), {"g": g, "H": H, "d": d}
