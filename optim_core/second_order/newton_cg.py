"""Newton-CG: solve for Newton's step only as exactly as it deserves, and stop where the ground bends down."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optim_core.algebra import dot, matvec, norm
from optim_core.knob import choice, knob
from optim_core.line_search import SEARCH_NAMES, SEARCHES
from optim_core.line_search.downhill import downhill
from optim_core.method import About, Array, Method


class State(NamedTuple):
    x: Array  # (n, *runs) the iterate
    fx: Array  # (*runs) value there
    g: Array  # (n, *runs) gradient there


@dataclass(frozen=True)
class NewtonCG(Method[State]):
    """Needs products of the Hessian with vectors only; here they come from the whole Hessian."""

    search: str = choice("strong_wolfe", SEARCH_NAMES, r"\text{search}", "line search", also="line_search")
    c1: float = knob(1e-4, 1e-6, 0.4, "c_1", "decrease asked of a step", log=True)
    c2: float = knob(0.9, 0.1, 0.99, "c_2", "flattening asked of a step")

    about = About(
        name="Newton-CG",
        family="second order",
        update=r"x \gets x + \alpha d,\quad \|\nabla^2 f\,d + \nabla f\| \le \min(\tfrac12, \sqrt{\|\nabla f\|})\,"
        r"\|\nabla f\|",
        source="Nocedal & Wright (2006), Algorithm 7.1; Dembo & Steihaug (1983)",
        memory=3,
        matrices=1,
        cost="1 gradient, a few Hessian-vector products and a line search per step",
        variant="line search; stops at the first direction of negative curvature",
        trouble="near a saddle the only direction left may be the gradient, and it leaves slowly",
    )

    def init(self, x, f):
        return State(x, f(x), f.grad(x))

    def step(self, s, f):
        H = f.hess(s.x)
        rounds, direction = truncated_cg(s.g, H, f)
        d = downhill(s.g, direction)
        new = SEARCHES[self.search](f, s.x, d, s.fx, s.g, self.c1, self.c2)
        return State(new.x, new.fx, new.g), {"H": H, "d": d, "alpha": new.alpha, "rounds": rounds}


def truncated_cg(g, H, f):
    """CG on H d = −g until the residual is small enough or the curvature is not positive (Algorithm 7.1)."""
    tolerance = np.minimum(0.5, np.sqrt(norm(g))) * norm(g)
    most = 2 * len(g)  # n rounds in exact arithmetic

    def unsolved(k, z, r, d):
        return (dot(d, matvec(H, d)) > 0) & (norm(r) > tolerance) & (k < most)

    def improve(k, z, r, d):
        Hd = matvec(H, d)
        alpha = dot(r, r) / dot(d, Hd)
        longer = r + alpha * Hd
        return k + 1, z + alpha * d, longer, dot(longer, longer) / dot(r, r) * d - longer

    k, z, _, _ = f.loop(unsolved, improve, (0, np.zeros_like(g), g, -g))
    return k, np.where(k == 0, -g, z)
