"""Penalty and multipliers in one function: f + Σ (λ̂² - λ²) / 2μ with λ̂ = λ + μ c, and λ̂ ≥ 0 for inequalities."""

from __future__ import annotations

from typing import NamedTuple

from optim_core.algebra import dot, matvec
from optim_core.constrained.backtrack import backtrack
from optim_core.constrained.convexify import bowl
from optim_core.constrained.door import ConstrainedOracle
from optim_core.constrained.kkt import bend, is_equality, pull, signed, walls
from optim_core.method import Array


class Inner(NamedTuple):
    """One Newton step on the augmented Lagrangian."""

    x: Array  # (n, *runs) where it ends
    g: Array  # (n, *runs) the gradient of f where it began
    slope: Array  # (n, *runs) the gradient of the augmented Lagrangian there
    hessian: Array  # (n, n, *runs) and its Hessian
    c: Array  # (k, *runs) the constraints there
    d: Array  # (n, *runs) the Newton step
    alpha: Array  # (*runs) share of it that was taken


def estimate(lam: Array, mu: Array, c: Array, m: int) -> Array:
    """The multipliers that a penalty of weight μ stands for: λ + μ c, of inequalities at least zero.

    Nocedal & Wright, eqs. 17.39 and 17.60.
    """
    return signed(lam + mu * c, m)


def newton_step(f: ConstrainedOracle, x: Array, lam: Array, mu: Array) -> Inner:
    """From x towards the minimum of the augmented Lagrangian with λ and μ held; λ = 0 is the quadratic penalty."""
    m, c, J, g = f.n_equalities, f.constraints(x), f.jacobian(x), f.grad(x)
    lam_hat = estimate(lam, mu, c, m)
    pushing = is_equality(c, m) | (lam_hat > 0)
    slope = g + pull(J, lam_hat)
    H = f.hess(x) + bend(f.curvatures(x), lam_hat) + mu * walls(J, pushing)
    _, inverse = bowl(H)
    d = -matvec(inverse, slope)

    def merit(alpha: Array) -> Array:
        there = x + alpha * d
        pushed = estimate(lam, mu, f.constraints(there), m)
        return f(there) + (pushed * pushed - lam * lam).sum(0) / (2 * mu)

    alpha = backtrack(f, merit, dot(slope, d))
    return Inner(x + alpha * d, g, slope, H, c, d, alpha)
