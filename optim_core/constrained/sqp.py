"""Each step solves the problem as it looks from here: a bowl between straight walls."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optim_core.algebra import dot, largest, matvec
from optim_core.constrained.backtrack import backtrack
from optim_core.constrained.convexify import bowl, stiffened
from optim_core.constrained.kkt import bend, is_equality, multipliers, signed, violation
from optim_core.constrained.qp import penalised_step, solve_qp
from optim_core.knob import knob
from optim_core.method import About, Array, Method

PUSH = 1e3  # weight of the violated constraints where the linearised ones contradict each other


class State(NamedTuple):
    x: Array  # (n, *runs) the iterate
    lam: Array  # (k, *runs) the multipliers of the last quadratic program
    nu: Array  # (*runs) price of a violation in the merit function


@dataclass(frozen=True)
class SQP(Method[State]):
    """The exact Hessian of L, made a bowl; Armijo's condition on the merit f + ν ‖violation‖₁."""

    nu: float = knob(1.0, 1e-2, 1e3, r"\nu_0", "first price of a violation in the merit function", log=True)

    about = About(
        name="SQP",
        family="constrained",
        update=r"d = \arg\min_d \nabla f^\top d + \tfrac12 d^\top B d\ \text{s.t.}\ c + J d \le 0,\quad "
        r"x \gets x + \alpha d",
        source="Wilson (1963); Han (1977); Powell (1978); Nocedal & Wright (2006), Algorithm 18.3",
        memory=0,
        cost="gradient, Jacobian, all Hessians and one small quadratic program per step, values for the search",
        variant="active sets by enumeration; a penalised step where the linearised constraints contradict each other",
        trouble="the merit may reject good full steps near the solution (Maratos), and may end where the violation is "
        "locally smallest",
    )

    def init(self, x, f):
        lam = multipliers(f.grad(x), f.jacobian(x), f.constraints(x), f.n_equalities)
        return State(x, np.where(np.isfinite(lam), lam, 0), self.nu + 0 * x[0])

    def step(self, s, f):
        m, g, c, J = f.n_equalities, f.grad(s.x), f.constraints(s.x), f.jacobian(s.x)
        equality = is_equality(c, m)
        working = equality | (s.lam > 0)
        H, rho = stiffened(f.hess(s.x) + bend(f.curvatures(s.x), s.lam), J, working)
        B, inverse = bowl(H)
        plan = solve_qp(inverse, g, J, c, m)
        pushing = equality | (c > 0)
        d = np.where(plan.found, plan.d, penalised_step(B, g, J, c, pushing, PUSH))
        lam_hat = np.where(plan.found, signed(plan.lam + rho * working * matvec(J, d), m), s.lam)
        wanted = 2 * largest(np.where(plan.found, plan.lam, PUSH * pushing * c))
        nu = np.maximum(wanted, np.where(plan.found, 0.5 * s.nu, s.nu))

        def merit(alpha):
            there = s.x + alpha * d
            return f(there) + nu * violation(f.constraints(there), m).sum(0)

        falls = dot(g, d) - np.where(plan.found, nu * violation(c, m).sum(0), 0)
        alpha = backtrack(f, merit, np.minimum(falls, 0))
        info = {"g": g, "J": J, "c": c, "d": d, "alpha": alpha, "found": plan.found}
        return State(s.x + alpha * d, s.lam + alpha * (lam_hat - s.lam), nu), info
