"""Armijo descent: try a long step, and halve it until it pays for its length."""

from dataclasses import dataclass
from typing import NamedTuple

from optim_core.knob import knob
from optim_core.line_search import armijo
from optim_core.method import About, Array, Method


class State(NamedTuple):
    x: Array  # (n, *runs) the iterate
    fx: Array  # (*runs) value there
    g: Array  # (n, *runs) gradient there


@dataclass(frozen=True)
class ArmijoDescent(Method[State]):
    """Steepest descent with backtracking; every step starts again from `alpha0`."""

    c1: float = knob(1e-4, 1e-5, 0.5, "c_1", "decrease asked of a step", log=True)
    shrink: float = knob(0.5, 0.1, 0.9, r"\rho", "factor of a step that was too long")
    alpha0: float = knob(1.0, 1e-4, 1.0, r"\alpha_0", "step tried first", log=True)

    about = About(
        name="Armijo descent",
        family="descent",
        update=r"x \gets x - \alpha\nabla f(x),\quad \alpha = \max\{\alpha_0\rho^j : "
        r"f(x - \alpha\nabla f(x)) \le f(x) - c_1\alpha\|\nabla f(x)\|^2\}",
        source="Armijo (1966), Pacific J. Math. 16:1–3; Nocedal & Wright (2006), Algorithm 3.1",
        memory=0,
        cost="1 gradient and a few values per step",
        variant="every search starts from the same step",
        trouble="many trials are wasted in narrow valleys, and a long first trial may land in another basin",
    )

    def init(self, x, f):
        return State(x, f(x), f.grad(x))

    def step(self, s, f):
        new = armijo(f, s.x, -s.g, s.fx, s.g, c1=self.c1, alpha=self.alpha0, shrink=self.shrink)
        return State(new.x, new.fx, new.g), {"d": -s.g, "alpha": new.alpha}
