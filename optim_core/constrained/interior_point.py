"""Point, slacks and multipliers move together, and their products shrink to zero side by side."""

from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

import numpy as np

from optim_core.algebra import dot, largest, matvec
from optim_core.constrained.backtrack import backtrack, room
from optim_core.constrained.convexify import bowl, held_step, stiffened
from optim_core.constrained.kkt import bend, is_equality, pull, walls
from optim_core.knob import knob
from optim_core.method import About, Array, Method

SMALLEST = 1e-11  # the last μ
SPREAD = 1e10  # s z stays within μ times or over this


class State(NamedTuple):
    x: Array  # (n, *runs) the iterate
    lam: Array  # (k, *runs) the multipliers, of inequalities positive
    s: Array  # (k - m, *runs) the slacks: g + s = 0, s > 0
    mu: Array  # (*runs) what every product of slack and multiplier should be
    nu: Array  # (*runs) price of a violation in the merit function


@dataclass(frozen=True)
class InteriorPoint(Method[State]):
    """Primal-dual, with slacks: the start may lie outside. μ shrinks when the conditions hold up to 10 μ."""

    mu: float = knob(1.0, 1e-2, 100.0, r"\mu_0", "first product of slack and multiplier", log=True)
    shrink: float = knob(0.2, 0.01, 0.9, r"\sigma", "what is left of it each time", log=True)

    symbols = MappingProxyType({"ds": r"\Delta s", "dz": r"\Delta z"})
    roles = (("barrier", "state:mu"),)
    about = About(
        name="Interior point",
        family="constrained",
        update=r"\nabla_x L = 0,\quad h = 0,\quad g + s = 0,\quad s_i\lambda_i = \mu,\quad \mu \gets \sigma\mu",
        source="Nocedal & Wright (2006), Algorithm 19.1; Wächter & Biegler (2006), doi:10.1007/s10107-004-0559-y",
        cost="gradient, Jacobian and all Hessians per step, values for the search",
        variant="primal-dual with slacks, 0.995 of the way to the boundary, ℓ₁ merit, no filter",
        trouble="slow where a constraint and its multiplier are both zero; may end where the violation is locally "
        "smallest",
    )

    def init(self, x, f):
        m, c = f.n_equalities, f.constraints(x)
        s = np.maximum(-c[m:], 0.1)
        return State(x, np.concatenate([0 * c[:m], self.mu / s]), s, self.mu + 0 * x[0], 1 + 0 * x[0])

    def step(self, s, f):
        m, g, c, J = f.n_equalities, f.grad(s.x), f.constraints(s.x), f.jacobian(s.x)
        z, gap = s.lam[m:], c[m:] + s.s
        H, rho = stiffened(f.hess(s.x) + bend(f.curvatures(s.x), s.lam) + walls(J[m:], z / s.s), J, is_equality(c, m))
        slope = g + pull(J[m:], (s.mu + z * gap) / s.s)
        d, held = held_step(bowl(H)[1], slope, J[:m], c[:m])
        held = held + rho * matvec(J[:m], d)
        ds = -gap - matvec(J[m:], d)
        dz = (s.mu - z * ds) / s.s - z
        nu = np.maximum(s.nu, 2 * largest(np.concatenate([s.nu[None], held, z + dz])) - s.nu)

        def merit(alpha):
            there, slack = s.x + alpha * d, s.s + alpha * ds
            at = f.constraints(there)
            missed = np.abs(at[:m]).sum(0) + np.abs(at[m:] + slack).sum(0)
            return f(there) - s.mu * np.log(slack).sum(0) + nu * missed

        falls = dot(g, d) - s.mu * (ds / s.s).sum(0) - nu * (np.abs(c[:m]).sum(0) + np.abs(gap).sum(0))
        alpha = backtrack(f, merit, np.minimum(falls, 0), room(s.s, ds))
        new = self._moved(s, f, alpha * d, alpha * ds, room(z, dz) * dz, alpha * (held - s.lam[:m]), nu)
        return new, {"g": g, "J": J, "c": c, "d": d, "alpha": alpha}

    def _moved(self, s, f, dx, ds, dz, dlam, nu):
        """The next state; multipliers are kept near μ/s, and μ shrinks when this one is solved well enough."""
        m, x, slack = f.n_equalities, s.x + dx, s.s + ds
        z_hat = np.clip(s.lam[m:] + dz, s.mu / (SPREAD * slack), SPREAD * s.mu / slack)
        lam = np.concatenate([s.lam[:m] + dlam, z_hat])
        c = f.constraints(x)
        left = [f.grad(x) + pull(f.jacobian(x), lam), c[:m], c[m:] + slack, slack * z_hat - s.mu]
        solved = largest(np.concatenate(left)) <= 10 * s.mu
        mu = np.where(solved, np.maximum(np.minimum(self.shrink * s.mu, s.mu**1.5), SMALLEST), s.mu)
        return State(x, lam, slack, mu, np.where(solved & (mu < s.mu), 1, nu))
