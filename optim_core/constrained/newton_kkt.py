"""Newton on Lagrange's n + k equations: point and multipliers are found together."""

from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

import numpy as np

from optim_core.algebra import solve
from optim_core.constrained.kkt import bend, is_equality, pull
from optim_core.knob import knob
from optim_core.method import About, Array, Method


class State(NamedTuple):
    x: Array  # (n, *runs) the iterate
    lam: Array  # (k, *runs) the multipliers


@dataclass(frozen=True)
class NewtonKKT(Method[State]):
    """Inequalities by the primal-dual active set: active is what λ + c > 0 says, the others have λ = 0."""

    lr: float = knob(1.0, 0.05, 1.0, r"\alpha", "share of the full step that is taken")
    lam0: float = knob(
        1.0, -10.0, 10.0, r"\lambda_0", "multipliers at the start, of equalities and of what is violated"
    )

    symbols = MappingProxyType({"dlam": r"\Delta\lambda"})
    roles = (("linearised", "info:d"),)
    about = About(
        name="Newton-KKT",
        family="constrained",
        update=r"\begin{pmatrix}\nabla^2_{xx}L & J^\top\\ J & 0\end{pmatrix}"
        r"\begin{pmatrix}\Delta x\\ \Delta\lambda\end{pmatrix} = -\begin{pmatrix}\nabla_x L\\ c\end{pmatrix}",
        source="Nocedal & Wright (2006), eq. 18.6; active set: Hintermüller, Ito & Kunisch (2002), "
        "doi:10.1137/S1052623401383558",
        cost="gradient, Jacobian, all Hessians and one linear system of n + k equations per step",
        variant="no line search, exact Hessian of the Lagrangian",
        trouble="finds any KKT point, maxima too; breaks down where the gradients of the constraints are dependent",
    )

    def init(self, x, f):
        c = f.constraints(x)
        return State(x, np.where(is_equality(c, f.n_equalities) | (c > 0), self.lam0 + 0 * c, 0))

    def step(self, s, f):
        g, c, J = f.grad(s.x), f.constraints(s.x), f.jacobian(s.x)
        active = is_equality(c, f.n_equalities) | (s.lam + c > 0)
        H = f.hess(s.x) + bend(f.curvatures(s.x), s.lam)
        rest = np.concatenate([g + pull(J, s.lam), np.where(active, c, s.lam)])
        A = lagrange_matrix(H, J, active)
        step, n = solve(A, -rest), len(s.x)
        d, dlam = step[:n], step[n:]
        new = State(s.x + self.lr * d, s.lam + self.lr * dlam)
        return new, {"g": g, "J": J, "c": c, "d": d}


def lagrange_matrix(H, J, active):
    """The matrix of Lagrange's equations: H and Jᵀ above, J and 0 below.

    The row of an inactive constraint says instead that its multiplier becomes 0.
    """
    n, k = len(H), len(J)
    zero, one = 0 * H[0, 0], 1 + 0 * H[0, 0]
    rows = [[*H[i], *(J[j, i] for j in range(k))] for i in range(n)]
    for i in range(k):
        last = [np.where(active[i], zero, one) if i == j else zero for j in range(k)]
        rows.append([*(np.where(active[i], J[i, j], zero) for j in range(n)), *last])
    return np.stack([np.stack(row) for row in rows])
