"""Breaking a rule costs its square: dear enough, and nobody breaks it by much."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optim_core.algebra import largest
from optim_core.constrained.augmented import estimate, newton_step
from optim_core.constrained.convexify import condition
from optim_core.knob import knob
from optim_core.method import About, Array, Method

DEAREST = 1e8  # beyond this the penalty drowns f in rounding


class State(NamedTuple):
    x: Array  # (n, *runs) the iterate
    lam: Array  # (k, *runs) what the penalty amounts to: μ c
    mu: Array  # (*runs) the weight of the penalty


@dataclass(frozen=True)
class QuadraticPenalty(Method[State]):
    """Newton with backtracking on f + μ/2 ‖c‖²; μ grows when the gradient of that is below 1/μ."""

    mu: float = knob(1.0, 1e-2, 1e4, r"\mu_0", "first weight of the penalty", log=True)
    growth: float = knob(10.0, 2.0, 100.0, r"\rho", "how much dearer it becomes each time", log=True)

    roles = (("penalty", "state:mu"),)
    about = About(
        name="Quadratic penalty",
        family="constrained",
        update=r"x \gets \arg\min_x f(x) + \tfrac{\mu}{2}\|c(x)\|^2,\quad \mu \gets \rho\,\mu",
        source="Courant (1943); Nocedal & Wright (2006), Framework 17.1",
        cost="gradient, Jacobian and all Hessians per step, values for the search",
        variant="inequalities through max(0, g); μ stops growing at 1e8",
        trouble="infeasible for every finite μ, by about λ/μ, and the Hessian's condition grows like μ",
    )

    def init(self, x, f):
        c, mu = f.constraints(x), self.mu + 0 * x[0]
        return State(x, estimate(0 * c, mu, c, f.n_equalities), mu)

    def step(self, s, f):
        inner = newton_step(f, s.x, 0 * s.lam, s.mu)
        done = (largest(inner.slope) <= 1 / s.mu) & (s.mu < DEAREST)
        mu = np.where(done, np.minimum(self.growth * s.mu, DEAREST), s.mu)
        c = f.constraints(inner.x)
        info = {"g": inner.g, "c": inner.c, "d": inner.d, "alpha": inner.alpha}
        lam = estimate(0 * c, s.mu, c, f.n_equalities)
        return State(inner.x, lam, mu), {**info, "condition": condition(inner.hessian)}
