"""Gauss–Newton: straighten the residuals, and solve the least-squares problem that is left."""

from dataclasses import dataclass
from typing import NamedTuple

from optim_core.algebra import least_squares
from optim_core.knob import knob
from optim_core.method import About, Array, Method


class State(NamedTuple):
    x: Array  # (n, *runs) the iterate


@dataclass(frozen=True)
class GaussNewton(Method[State]):
    """For sums of squares f = ‖r‖² only. A coordinate on which no residual depends stays where it is."""

    lr: float = knob(1.0, 0.05, 1.0, r"\alpha", "share of the full step that is taken")

    needs = ("residuals", "jacobian")
    about = About(
        name="Gauss-Newton",
        family="second order",
        update=r"x \gets x + \alpha d,\quad d = \arg\min_d \|J d + r\|",
        source="Nocedal & Wright (2006), eq. 10.23",
        memory=0,
        matrices=1,
        cost="the residuals, their Jacobian and one least-squares problem per step",
        variant="orthogonal factors of J, no line search",
        trouble="may circle or fly off where the residuals at the solution are large, or J loses rank",
    )

    def init(self, x, f):
        return State(x)

    def step(self, s, f):
        r, J = f.residuals(s.x), f.jacobian(s.x)
        d = least_squares(J, -r)
        return State(s.x + self.lr * d), {"r": r, "J": J, "d": d}
