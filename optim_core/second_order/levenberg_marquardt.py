"""Levenberg–Marquardt: Gauss–Newton when it works, a short gradient step when it does not."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optim_core.algebra import dot, eye, least_squares, matvec, transpose
from optim_core.knob import choice, knob
from optim_core.method import About, Array, Method


class State(NamedTuple):
    x: Array  # (n, *runs) the iterate
    r: Array  # (m, *runs) residuals there
    J: Array  # (m, n, *runs) their Jacobian
    mu: Array  # (*runs) damping
    nu: Array  # (*runs) what the damping is multiplied with after the next failure


@dataclass(frozen=True)
class LevenbergMarquardt(Method[State]):
    """For sums of squares f = ‖r‖² only; works where the Jacobian loses rank."""

    tau: float = knob(1e-3, 1e-6, 1e2, r"\tau", "first damping, relative to the largest curvature", log=True)
    scaling: str = choice("Levenberg", ("Levenberg", "Marquardt"), "D", "damp all alike, or each by its own curvature")

    needs = ("residuals", "jacobian")
    about = About(
        name="Levenberg-Marquardt",
        family="second order",
        update=r"(J^\top J + \mu D)\,d = -J^\top r",
        source="Levenberg (1944), Marquardt (1963); damping rule of Nielsen (1999), IMM-REP-1999-05",
        memory=0,
        matrices=1,
        cost="the residuals and one least-squares problem per step; 1 Jacobian where it is accepted",
        variant="Nielsen's rule; D is the identity (Levenberg) or the diagonal of JᵀJ (Marquardt)",
        trouble="where the residuals at the solution are large it converges linearly only",
    )

    def init(self, x, f):
        r, J = f.residuals(x), f.jacobian(x)
        return State(x, r, J, self.tau * np.maximum.reduce((J * J).sum(0)), 2 + np.zeros_like(x[0]))

    def step(self, s, f):
        g = matvec(transpose(s.J), s.r)  # half the gradient of ‖r‖²
        D = (s.J * s.J).sum(0) if self.scaling == "Marquardt" else np.ones_like(s.x)
        d = damped_step(s.J, s.r, s.mu * D)
        r = f.residuals(s.x + d)
        promise = dot(d, s.mu * D * d - g)
        ratio = np.where(promise > 0, (dot(s.r, s.r) - dot(r, r)) / promise, 0)
        good = ratio > 0
        x = np.where(good, s.x + d, s.x)
        bend = 2 * ratio - 1
        eased = s.mu * np.maximum(1 / 3, 1 - bend * bend * bend)
        new = State(
            x,
            np.where(good, r, s.r),
            np.where(good, f.jacobian(x, where=good), s.J),
            np.where(good, eased, s.mu * s.nu),
            np.where(good, 2, 2 * s.nu),
        )
        return new, {"d": d, "ratio": ratio, "accepted": good}


def damped_step(J, r, damping):
    """The d with least ‖J d + r‖² + Σ damping d², as one least-squares problem with n more rows."""
    rows = eye(damping) * np.sqrt(damping)
    return least_squares(np.concatenate([J, rows]), -np.concatenate([r, np.zeros_like(damping)]))
