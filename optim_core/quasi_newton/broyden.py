"""Broyden's family: everything between BFGS and DFP, and with exact search all of them walk the same path."""

from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

import numpy as np

from optim_core.algebra import dot, eye, matvec, outer, solve
from optim_core.knob import choice, knob, switch
from optim_core.line_search import SEARCH_NAMES, SEARCHES
from optim_core.line_search.downhill import downhill
from optim_core.method import About, Array, Method
from optim_core.quasi_newton.curvature import bends_up, first_scale, misled
from optim_core.rules import settled


class State(NamedTuple):
    x: Array  # (n, *runs) the iterate
    fx: Array  # (*runs) value there
    g: Array  # (n, *runs) gradient there
    B: Array  # (n, n, *runs) approximate Hessian
    updates: Array  # (*runs) made since the identity


@dataclass(frozen=True)
class Broyden(Method[State]):
    """Starts from the identity, and again where no step is found; without positive curvature no update is made."""

    phi: float = knob(0.5, 0.0, 1.0, r"\phi", "0 is BFGS, 1 is DFP")
    search: str = choice("strong_wolfe", SEARCH_NAMES, r"\text{search}", "line search", also="line_search")
    c1: float = knob(1e-4, 1e-6, 0.4, "c_1", "decrease asked of a step", log=True)
    c2: float = knob(0.9, 0.1, 0.99, "c_2", "flattening asked of a step")
    scale_first: bool = switch(False, r"B_0", "scale the identity before the first update")

    symbols = MappingProxyType({"updates": "j"})
    about = About(
        name="Broyden family",
        family="quasi-Newton",
        update=r"x \gets x - \alpha B^{-1} \nabla f(x),\quad B \gets (1-\phi)\,B_{\text{BFGS}} + \phi\,B_{\text{DFP}}",
        source="Broyden (1970); Nocedal & Wright (2006), eq. 6.32",
        memory=0,
        matrices=1,
        cost="1 gradient and a line search per step",
        variant="direct form, start with the identity; phi between 0 and 1",
        trouble="the nearer to DFP, the longer a bad curvature stays",
    )

    def init(self, x, f):
        return State(x, f(x), f.grad(x), eye(x), updates=0 * x[0])

    def step(self, s, f):
        d = downhill(s.g, -solve(s.B, s.g))
        new = SEARCHES[self.search](f, s.x, d, s.fx, s.g, self.c1, self.c2)
        step, turn = new.x - s.x, new.g - s.g
        B = s.B / np.where(s.updates == 0, first_scale(step, turn), 1) if self.scale_first else s.B
        still = settled(s.x, new.x)
        stuck = misled(still, new.g)  # start again with the steepest direction
        B = np.where(stuck, eye(step), np.where(still, B, update(B, step, turn, self.phi)))
        updates = np.where(stuck, 0, s.updates + bends_up(step, turn))
        info = {"d": d, "alpha": new.alpha, "s": step, "y": turn, "restart": stuck}
        return State(new.x, new.fx, new.g, B, updates), info


def update(B, s, y, phi):
    """The member phi of the family (eq. 6.32): BFGS plus phi times what DFP adds; unchanged without curvature."""
    up = bends_up(s, y)
    Bs = matvec(B, s)
    sy, sBs = np.where(up, dot(s, y), 1), np.where(up, dot(s, Bs), 1)
    v = y / sy - Bs / sBs
    return np.where(up, B - outer(Bs, Bs) / sBs + outer(y, y) / sy + phi * sBs * outer(v, v), B)
