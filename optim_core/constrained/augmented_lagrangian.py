"""The multiplier learns the price from what is left of the violation, so the penalty need not be infinite."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optim_core.algebra import largest
from optim_core.constrained.augmented import estimate, newton_step
from optim_core.constrained.convexify import condition
from optim_core.constrained.kkt import violation
from optim_core.knob import knob
from optim_core.method import About, Array, Method

FINEST = 1e-11  # the inner problem is never solved better than this


class State(NamedTuple):
    x: Array  # (n, *runs) the iterate
    lam: Array  # (k, *runs) the multipliers
    mu: Array  # (*runs) the weight of the penalty
    missed: Array  # (*runs) the violation when λ was last updated


@dataclass(frozen=True)
class AugmentedLagrangian(Method[State]):
    """λ is updated when the inner gradient is a tenth of the violation; μ grows if that has not shrunk fourfold."""

    mu: float = knob(10.0, 1e-1, 1e4, r"\mu_0", "weight of the penalty", log=True)
    growth: float = knob(4.0, 1.0, 100.0, r"\rho", "how much dearer it becomes when progress is slow", log=True)

    about = About(
        name="Augmented Lagrangian",
        family="constrained",
        update=r"x \gets \arg\min_x f + \lambda^\top c + \tfrac{\mu}{2}\|c\|^2,\quad \lambda \gets \lambda + \mu\,c(x)",
        source="Hestenes (1969), doi:10.1007/BF00927673; Powell (1969); Nocedal & Wright (2006), Framework 17.3",
        cost="gradient, Jacobian and all Hessians per step, values for the search",
        variant="one Newton step per step; inequalities by Rockafellar's max(0, λ + μ g)",
        trouble="linear convergence only, at a rate of about 1/μ",
    )

    def init(self, x, f):
        c = f.constraints(x)
        return State(x, 0 * c, self.mu + 0 * x[0], np.inf + 0 * x[0])

    def step(self, s, f):
        inner = newton_step(f, s.x, s.lam, s.mu)
        lam_hat = estimate(s.lam, s.mu, inner.c, f.n_equalities)
        off = np.maximum(largest(violation(inner.c, f.n_equalities)), largest(lam_hat - s.lam) / s.mu)
        done = largest(inner.slope) <= np.maximum(0.1 * np.minimum(off, 1), FINEST)
        slow = done & (off > 0.25 * s.missed) & (off > FINEST)
        new = State(
            inner.x,
            np.where(done, lam_hat, s.lam),
            np.where(slow, np.minimum(self.growth * s.mu, 1e8), s.mu),
            np.where(done, off, s.missed),
        )
        info = {"g": inner.g, "c": inner.c, "d": inner.d, "alpha": inner.alpha}
        return new, {**info, "condition": condition(inner.hessian)}
