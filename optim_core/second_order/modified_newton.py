"""Modified Newton: bend the Hessian until it is a bowl, then jump to the bottom of the bowl."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optim_core.algebra import diagonal, eigh, eye, positive_definite, solve
from optim_core.knob import choice, knob
from optim_core.line_search import SEARCH_NAMES, SEARCHES
from optim_core.line_search.downhill import downhill
from optim_core.method import About, Array, Method

DOUBLINGS = 60  # of the shift, before what there is must do


class State(NamedTuple):
    x: Array  # (n, *runs) the iterate
    fx: Array  # (*runs) value there
    g: Array  # (n, *runs) gradient there


@dataclass(frozen=True)
class ModifiedNewton(Method[State]):
    """Equal to damped Newton wherever the Hessian is positive definite enough."""

    repair: str = choice("shift", ("shift", "floor", "flip"), r"\text{repair}", "how the Hessian is made positive")
    tau: float = knob(1e-3, 1e-8, 1e2, r"\tau", "smallest shift, or smallest curvature allowed", log=True)
    search: str = choice("strong_wolfe", SEARCH_NAMES, r"\text{search}", "line search", also="line_search")
    c1: float = knob(1e-4, 1e-6, 0.4, "c_1", "decrease asked of a step", log=True)
    c2: float = knob(0.9, 0.1, 0.99, "c_2", "flattening asked of a step")

    about = About(
        name="Modified Newton",
        family="second order",
        update=r"x \gets x - \alpha\,(\nabla^2 f(x) + E)^{-1}\,\nabla f(x),\quad \nabla^2 f(x) + E \succ 0",
        source="Nocedal & Wright (2006), section 3.4 and Algorithm 3.3",
        memory=0,
        matrices=1,
        cost="1 gradient, 1 Hessian, its factors and a line search per step",
        variant="shift by a multiple of the identity found by trial factorisations, floor or flip of eigenvalues",
        trouble="a large shift turns it into gradient descent with a short step",
    )

    def init(self, x, f):
        return State(x, f(x), f.grad(x))

    def step(self, s, f):
        H = f.hess(s.x)
        B = shifted(H, self.tau, f) if self.repair == "shift" else respelled(H, self.tau, self.repair == "flip")
        d = downhill(s.g, -solve(B, s.g))
        new = SEARCHES[self.search](f, s.x, d, s.fx, s.g, self.c1, self.c2)
        return State(new.x, new.fx, new.g), {"H": H, "B": B, "d": d, "alpha": new.alpha}


def shifted(H, beta, f):
    """H + τ I with the first τ of 0 or −min hᵢᵢ + β, then doubled (at least β), that makes it positive (Alg. 3.3)."""
    least = np.minimum.reduce(diagonal(H))
    one = eye(H[0])

    def too_small(k, tau):
        return ~positive_definite(H + tau * one) & (k < DOUBLINGS)

    def larger(k, tau):
        return k + 1, np.maximum(2 * tau, beta)

    _, tau = f.loop(too_small, larger, (0, np.where(least > 0, 0, beta - least)))
    return H + tau * one


def respelled(H, floor, flip):
    """Q max(Λ, τ) Qᵀ, or with |Λ| when flipped: no curvature below the floor."""
    values, Q = eigh(H)
    values = np.maximum(np.abs(values) if flip else values, floor)
    return (Q[:, None] * values * Q[None]).sum(2)
