"""Linear CG: n steps for n unknowns, because no step undoes what another has done."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optim_core.algebra import dot, matvec
from optim_core.method import About, Array, Method


class State(NamedTuple):
    x: Array  # (n, *runs) the iterate
    r: Array  # (n, *runs) residual b − A x, the steepest direction
    d: Array  # (n, *runs) direction of the next step
    A: Array  # (n, n, *runs) the Hessian, asked for once


@dataclass(frozen=True)
class LinearCG(Method[State]):
    """Believes that the Hessian is the same everywhere: it asks for one gradient and one Hessian, and never again."""

    about = About(
        name="Linear CG",
        family="conjugate gradient",
        update=r"x \gets x + \alpha d,\ r \gets r - \alpha A d,\ d \gets r + \beta d,\quad "
        r"\alpha = \frac{r^\top r}{d^\top A d},\ \beta = \frac{r_+^\top r_+}{r^\top r}",
        source="Hestenes & Stiefel (1952); Nocedal & Wright (2006), Algorithm 5.2",
        memory=2,
        matrices=1,
        cost="1 product of the Hessian with a vector per step",
        variant="residual by recurrence",
        trouble="made for quadratics: elsewhere it finds the flat point of the parabola fitted at the start, and stays",
    )

    def init(self, x, f):
        r = -f.grad(x)
        return State(x, r, r, f.hess(x))

    def step(self, s, f):
        Ad = matvec(s.A, s.d)
        bend, length = dot(s.d, Ad), dot(s.r, s.r)
        alpha = np.where(bend != 0, length / np.where(bend != 0, bend, 1), 0)
        r = s.r - alpha * Ad
        beta = np.where(length > 0, dot(r, r) / np.where(length > 0, length, 1), 0)
        return State(s.x + alpha * s.d, r, r + beta * s.d, s.A), {"alpha": alpha, "beta": beta}
