"""A wall that is felt before it is touched: -μ log of the distance keeps the path inside, and μ goes to zero."""

from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

import numpy as np

from optim_core.algebra import dot, largest
from optim_core.constrained.backtrack import backtrack
from optim_core.constrained.convexify import bowl, condition, held_step
from optim_core.constrained.kkt import bend, pull, walls
from optim_core.knob import knob
from optim_core.method import About, Array, Method

SMALLEST = 1e-9  # the last μ
NARROWEST = 0.1  # the room a start on an edge is given


class State(NamedTuple):
    x: Array  # (n, *runs) the iterate
    lam: Array  # (k, *runs) of equalities the multipliers, of inequalities μ / (s - g), with the μ that led to x
    mu: Array  # (*runs) the weight of the barrier
    out: Array  # (*runs) s: how far the walls are moved out; 0 once x is strictly inside


@dataclass(frozen=True)
class LogBarrier(Method[State]):
    """Newton with backtracking on f - μ Σ log(-g); μ shrinks when the gradient of that is below μ.

    A start that is not strictly inside is led there by phase I (Boyd & Vandenberghe, §11.4.1): the walls are moved out
    to g = s, and the same barrier minimises s instead of f until every g is below zero.
    """

    mu: float = knob(1.0, 1e-2, 100.0, r"\mu_0", "first weight of the barrier", log=True)
    shrink: float = knob(0.2, 0.01, 0.9, r"\sigma", "what is left of it each time", log=True)

    roles = (("barrier", "state:mu"),)
    symbols = MappingProxyType({"out": "s", "dout": r"\Delta s"})
    about = About(
        name="Log barrier",
        family="constrained",
        update=r"x \gets \arg\min_x f(x) - \mu\sum_i\log(-g_i(x)),\quad \mu \gets \sigma\mu",
        source="Fiacco & McCormick (1968); Boyd & Vandenberghe (2004), Algorithm 11.1 and §11.4.1",
        cost="gradient, Jacobian and all Hessians per step, values for the search",
        variant="one Newton step per step; equalities by Newton's equations; phase I from outside, by the same steps",
        trouble="cannot work where no point is strictly inside, and its Hessian is nearly singular in the end",
    )

    def init(self, x, f):
        m, c, mu = f.n_equalities, f.constraints(x), self.mu + 0 * x[0]
        highest = highest_wall(c, m)
        out = np.where(highest < 0, 0, highest + np.maximum(highest, NARROWEST))
        return State(x, np.concatenate([0 * c[:m], push(mu, out - c[m:])]), mu, out)

    def step(self, s, f):
        m, g, c, J = f.n_equalities, f.grad(s.x), f.constraints(s.x), f.jacobian(s.x)
        outside, force = s.out > 0, push(s.mu, s.out - c[m:])
        lam = np.concatenate([s.lam[:m], force])
        stiff = force / (s.out - c[m:])
        total = np.where(outside, stiff.sum(0), 1)
        mean, rest = pull(J[m:], stiff) / total, 1 - force.sum(0)
        H = np.where(outside, 0, f.hess(s.x)) + bend(f.curvatures(s.x), lam)
        H = H + walls(np.where(outside, J[m:] - mean[None], J[m:]), stiff)
        slope = np.where(outside, rest * mean, g) + pull(J[m:], force)
        d, held = held_step(bowl(H)[1], slope, J[:m], c[:m])
        dout = np.where(outside, dot(mean, d) - rest / total, 0)
        price = 2 * largest(held) if m else 0 * s.mu

        def merit(alpha):
            there, out = s.x + alpha * d, s.out + alpha * dout
            at = f.constraints(there)
            aim = np.where(outside, out, f(there))
            return aim - s.mu * np.log(out - at[m:]).sum(0) + price * np.abs(at[:m]).sum(0)

        falls = dot(slope, d) - np.where(outside, rest * rest / total, 0) - price * np.abs(c[:m]).sum(0)
        alpha = backtrack(f, merit, np.minimum(falls, 0))
        x, equal = s.x + alpha * d, s.lam[:m] + alpha * (held - s.lam[:m])
        left = [slope + pull(J[:m], equal), c[:m], np.where(outside, rest, 0)[None]]
        mu = np.where(largest(np.concatenate(left)) <= s.mu, np.maximum(self.shrink * s.mu, SMALLEST), s.mu)
        info = {"g": g, "J": J, "c": c, "d": d, "alpha": alpha, "condition": condition(H)}
        return self._moved(s, f, x, equal, mu, s.out + alpha * dout), info

    def _moved(self, s, f, x, equal, mu, out):
        """The next state; where x has come inside, phase I is over and f is minimised from the first μ on."""
        m, c = f.n_equalities, f.constraints(x)
        arrives = (s.out > 0) & (highest_wall(c, m) < 0)
        mu, out = np.where(arrives, self.mu, mu), np.where(arrives, 0, out)
        return State(x, np.concatenate([equal, push(s.mu, out - c[m:])]), mu, out)


def push(mu, room):
    """How hard each wall pushes: μ over the distance to it, so that it is felt before it is touched."""
    return mu / room


def highest_wall(c, m):
    """The largest g: below zero strictly inside."""
    return np.maximum.reduce(np.concatenate([0 * c[:1] - np.inf, c[m:]]))
