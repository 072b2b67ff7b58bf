"""Each step solves the problem as it looks from here: a bowl between straight walls."""

from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

import numpy as np

from optim_core.algebra import dot, largest, matvec
from optim_core.constrained.backtrack import ENOUGH, backtrack
from optim_core.constrained.convexify import bowl, reachable, stiffened
from optim_core.constrained.kkt import bend, is_equality, multipliers, signed, violation
from optim_core.constrained.qp import penalised_step, solve_qp
from optim_core.knob import knob, switch
from optim_core.method import About, Array, Method

FIRM = 1e8  # weight of the constraints to which a step is bent back
PUSH = 1e3  # weight of the violated constraints where the linearised ones contradict each other


class State(NamedTuple):
    x: Array  # (n, *runs) the iterate
    lam: Array  # (k, *runs) the multipliers of the last quadratic program
    nu: Array  # (*runs) price of a violation in the merit function


@dataclass(frozen=True)
class SQP(Method[State]):
    """The exact Hessian of L, made a bowl; Armijo's condition on the merit f + ν ‖violation‖₁.

    Near a solution a good step along the tangent may leave a curved constraint so far that the merit rejects it
    (Maratos 1978). The correction adds the shortest way back to where the constraints that hold the step really are
    (Nocedal & Wright, §18.3).
    """

    nu: float = knob(1.0, 1e-2, 1e3, r"\nu_0", "first price of a violation in the merit function", log=True)
    correction: bool = switch(True, "", "a full step that was rejected is bent back to the curved constraints")

    roles = (("linearised", "info:d"),)
    symbols = MappingProxyType({"inverse": "B^{-1}"})
    about = About(
        name="SQP",
        family="constrained",
        update=r"d = \arg\min_d \nabla f^\top d + \tfrac12 d^\top B d\ \text{s.t.}\ c + J d \le 0,\quad "
        r"x \gets x + \alpha d",
        source="Wilson (1963); Han (1977); Powell (1978); Nocedal & Wright (2006), Algorithm 18.3",
        cost="gradient, Jacobian, all Hessians and one small quadratic program per step, values for the search",
        variant="active sets by enumeration; second-order correction; a penalised step where the linearised "
        "constraints contradict each other",
        trouble="without the correction the merit rejects good full steps (Maratos); may end where the violation is "
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
        straight = reachable(J, c, m)
        plan = solve_qp(inverse, g, J, straight, m)
        pushing = equality | (c > 0)
        tangent = np.where(plan.found, plan.d, penalised_step(B, g, J, c, pushing, PUSH))
        lam_hat = np.where(plan.found, signed(plan.lam + rho * working * matvec(J, tangent), m), s.lam)
        wanted = 2 * largest(np.where(plan.found, plan.lam, PUSH * pushing * c))
        nu = np.maximum(wanted, np.where(plan.found, 0.5 * s.nu, s.nu))

        def merit(step, where=None):
            there = s.x + step
            return f(there, where) + nu * violation(f.constraints(there, where), m).sum(0)

        missed, left = violation(c, m).sum(0), violation(c - straight, m).sum(0)
        falls = np.minimum(dot(g, tangent) - np.where(plan.found, nu * (missed - left), 0), 0)
        share = backtrack(f, lambda alpha: merit(alpha * tangent), falls)
        d, alpha = tangent, share
        if self.correction:
            end = f.constraints(s.x + tangent, where=share < 1)
            off = (share < 1) & (violation(end, m).sum(0) > missed)
            back = penalised_step(B, 0 * g, J, end, equality | (plan.lam > 0), FIRM)
            curved = tangent + back
            pays = off & (merit(curved, off) <= merit(0 * curved, off) + ENOUGH * falls)
            d, alpha = np.where(pays, curved, tangent), np.where(pays, 1, share)
        info = {"g": g, "J": J, "c": c, "d": d, "alpha": alpha, "found": plan.found}
        return State(s.x + alpha * d, s.lam + alpha * (lam_hat - s.lam), nu), info
