"""Damped Newton: trust the parabola for the direction, and the function itself for the length."""

from dataclasses import dataclass
from typing import NamedTuple

from optim_core.algebra import solve
from optim_core.knob import choice, knob
from optim_core.line_search import SEARCH_NAMES, SEARCHES
from optim_core.line_search.downhill import downhill, goes_down
from optim_core.method import About, Array, Method


class State(NamedTuple):
    x: Array  # (n, *runs) the iterate
    fx: Array  # (*runs) value there
    g: Array  # (n, *runs) gradient there


@dataclass(frozen=True)
class DampedNewton(Method[State]):
    """The full step is tried first, so near a minimum it becomes Newton's method."""

    search: str = choice("strong_wolfe", SEARCH_NAMES, r"\text{search}", "line search", also="line_search")
    c1: float = knob(1e-4, 1e-6, 0.4, "c_1", "decrease asked of a step", log=True)
    c2: float = knob(0.9, 0.1, 0.99, "c_2", "flattening asked of a step")

    about = About(
        name="Damped Newton",
        family="second order",
        update=r"x \gets x - \alpha\,\nabla^2 f(x)^{-1}\,\nabla f(x),\quad \alpha\ \text{from a line search}",
        source="Nocedal & Wright (2006), section 3.3; Boyd & Vandenberghe (2004), Algorithm 9.5",
        memory=0,
        matrices=1,
        cost="1 gradient, 1 Hessian, one linear system and a line search per step",
        variant="where Newton's direction does not go down, the steepest one is used",
        trouble="where the Hessian is not positive definite it is only gradient descent",
    )

    def init(self, x, f):
        return State(x, f(x), f.grad(x))

    def step(self, s, f):
        H = f.hess(s.x)
        newton = -solve(H, s.g)
        d = downhill(s.g, newton)
        new = SEARCHES[self.search](f, s.x, d, s.fx, s.g, self.c1, self.c2)
        info = {"H": H, "newton": newton, "d": d, "alpha": new.alpha, "fallback": ~goes_down(s.g, newton)}
        return State(new.x, new.fx, new.g), info
