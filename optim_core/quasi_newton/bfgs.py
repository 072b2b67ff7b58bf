"""BFGS: learn the inverse Hessian from how the gradient turns."""

from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

import numpy as np

from optim_core.algebra import dot, eye, matmul, matvec, outer, transpose
from optim_core.knob import choice, knob, switch
from optim_core.line_search import SEARCH_NAMES, SEARCHES
from optim_core.method import About, Array, Method
from optim_core.quasi_newton.curvature import bends_up, first_scale, misled
from optim_core.rules import settled


class State(NamedTuple):
    x: Array  # (n, *runs) the iterate
    fx: Array  # (*runs) value there
    g: Array  # (n, *runs) gradient there
    H: Array  # (n, n, *runs) approximate inverse Hessian
    updates: Array  # (*runs) made since the identity


@dataclass(frozen=True)
class BFGS(Method[State]):
    """Starts from the identity, and again where no step is found; without positive curvature no update is made."""

    search: str = choice("strong_wolfe", SEARCH_NAMES, r"\text{search}", "line search", also="line_search")
    c1: float = knob(1e-4, 1e-6, 0.4, "c_1", "decrease asked of a step", log=True)
    c2: float = knob(0.9, 0.1, 0.99, "c_2", "flattening asked of a step")
    scale_first: bool = switch(False, r"H_0", "scale the identity before the first update")

    symbols = MappingProxyType({"updates": "j"})
    about = About(
        name="BFGS",
        family="quasi-Newton",
        update=r"x \gets x - \alpha H \nabla f(x),\quad H \gets V^\top H V + \rho\, s s^\top,\ "
        r"V = I - \rho\, y s^\top,\ \rho = \frac{1}{y^\top s}",
        source="Nocedal & Wright (2006), Algorithm 6.1 and eq. 6.17",
        memory=0,
        matrices=1,
        cost="1 gradient and a line search per step",
        variant="inverse form, start with the identity",
        trouble="forgets nothing: a bad early curvature stays until new steps correct it",
    )

    def init(self, x, f):
        return State(x, f(x), f.grad(x), eye(x), updates=0 * x[0])

    def step(self, s, f):
        d = -matvec(s.H, s.g)
        new = SEARCHES[self.search](f, s.x, d, s.fx, s.g, self.c1, self.c2)
        step, turn = new.x - s.x, new.g - s.g
        H = np.where(s.updates == 0, first_scale(step, turn), 1) * s.H if self.scale_first else s.H
        still = settled(s.x, new.x)
        stuck = misled(still, new.g)  # start again with the steepest direction
        H = np.where(stuck, eye(step), np.where(still, H, inverse_update(H, step, turn)))
        updates = np.where(stuck, 0, s.updates + bends_up(step, turn))
        info = {"d": d, "alpha": new.alpha, "s": step, "y": turn, "restart": stuck}
        return State(new.x, new.fx, new.g, H, updates), info


def inverse_update(H, s, y):
    """The H nearest to the old one with H y = s (eq. 6.17); unchanged where the curvature is not positive."""
    up = bends_up(s, y)
    rho = 1 / np.where(up, dot(s, y), 1)
    V = eye(s) - rho * outer(y, s)
    return np.where(up, matmul(matmul(transpose(V), H), V) + rho * outer(s, s), H)
