"""A wall that is felt before it is touched: -μ log of the distance keeps the path inside, and μ goes to zero."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optim_core.algebra import dot, largest
from optim_core.constrained.backtrack import backtrack
from optim_core.constrained.convexify import bowl, condition, held_step
from optim_core.constrained.kkt import bend, pull, walls
from optim_core.knob import knob
from optim_core.method import About, Array, Method

SMALLEST = 1e-9  # the last μ


class State(NamedTuple):
    x: Array  # (n, *runs) the iterate, strictly inside
    lam: Array  # (k, *runs) of equalities the multipliers, of inequalities μ / -g, with the μ that led to x
    mu: Array  # (*runs) the weight of the barrier


@dataclass(frozen=True)
class LogBarrier(Method[State]):
    """Newton with backtracking on f - μ Σ log(-g); μ shrinks when the gradient of that is below μ."""

    mu: float = knob(1.0, 1e-2, 100.0, r"\mu_0", "first weight of the barrier", log=True)
    shrink: float = knob(0.2, 0.01, 0.9, r"\sigma", "what is left of it each time", log=True)

    needs = ("a start strictly inside",)
    roles = (("barrier", "state:mu"),)
    about = About(
        name="Log barrier",
        family="constrained",
        update=r"x \gets \arg\min_x f(x) - \mu\sum_i\log(-g_i(x)),\quad \mu \gets \sigma\mu",
        source="Fiacco & McCormick (1968); Boyd & Vandenberghe (2004), Algorithm 11.1",
        memory=0,
        cost="gradient, Jacobian and all Hessians per step, values for the search",
        variant="one Newton step per step; equalities by Newton's equations",
        trouble="cannot start outside or on the edge, and its Hessian is nearly singular in the end",
    )

    def init(self, x, f):
        m, c, mu = f.n_equalities, f.constraints(x), self.mu + 0 * x[0]
        return State(x, np.concatenate([0 * c[:m], push(mu, c[m:])]), mu)

    def step(self, s, f):
        m, g, c, J = f.n_equalities, f.grad(s.x), f.constraints(s.x), f.jacobian(s.x)
        force = push(s.mu, c[m:])
        lam = np.concatenate([s.lam[:m], force])
        H = f.hess(s.x) + bend(f.curvatures(s.x), lam) + walls(J[m:], force / -c[m:])
        slope = g + pull(J[m:], force)
        d, held = held_step(bowl(H)[1], slope, J[:m], c[:m])
        price = 2 * largest(held) if m else 0 * s.mu

        def merit(alpha):
            there = s.x + alpha * d
            at = f.constraints(there)
            return f(there) - s.mu * np.log(-at[m:]).sum(0) + price * np.abs(at[:m]).sum(0)

        alpha = backtrack(f, merit, np.minimum(dot(slope, d) - price * np.abs(c[:m]).sum(0), 0))
        x, equal = s.x + alpha * d, s.lam[:m] + alpha * (held - s.lam[:m])
        left = np.maximum(largest(slope + pull(J[:m], equal)), largest(np.concatenate([0 * c[:1], c[:m]])))
        mu = np.where(left <= s.mu, np.maximum(self.shrink * s.mu, SMALLEST), s.mu)
        info = {"g": g, "J": J, "c": c, "d": d, "alpha": alpha, "condition": condition(H)}
        return State(x, np.concatenate([equal, push(s.mu, f.constraints(x)[m:])]), mu), info


def push(mu, c):
    """How hard each wall pushes: μ over the distance to it, so that it is felt before it is touched."""
    return mu / -c
