"""A quadratic model must be a bowl before anyone looks for its lowest point."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from optim_core.algebra import eigh, least_squares, matmul, matvec, solve_semidefinite, transpose
from optim_core.constrained.kkt import pull, walls
from optim_core.method import Array

FLATTEST = 1e-8  # the smallest curvature of a bowl, relative to its largest
LEAST = 1e-3  # and the smallest at all: a model without curvature would send the step to infinity


class Stiffened(NamedTuple):
    """A curvature that was bent up across the active constraints."""

    H: Array  # (n, n, *runs)
    rho: Array  # (*runs) how much was added; 0 where H was a bowl already


class Held(NamedTuple):
    """A step that linear equations hold."""

    d: Array  # (n, *runs)
    lam: Array  # (k, *runs) their multipliers


def bowl(H: Array) -> tuple[Array, Array]:
    """H with the sizes of its eigenvalues, none of them too small: a bowl; and its inverse."""
    values, Q = eigh(H)
    sizes = np.abs(values)
    sizes = np.maximum(sizes, np.maximum(LEAST, FLATTEST * sizes.max(0)))
    return matmul(Q * sizes[None], transpose(Q)), matmul(Q / sizes[None], transpose(Q))


def condition(H: Array) -> Array:
    """How many times steeper H is along its steepest axis than along its flattest, `(*runs)`."""
    sizes = np.abs(eigh(H)[0])
    return sizes.max(0) / sizes.min(0)


def stiffened(H: Array, J: Array, active: Array) -> Stiffened:
    """H is bent up across the active constraints, by ρ Σ ∇c ∇cᵀ; ρ is zero where it is a bowl already.

    Along the constraints nothing changes; across them the model is bent up, as in an augmented Lagrangian
    (Nocedal & Wright, §18.4).
    """
    values, _ = eigh(H)
    low, size = values.min(0), np.abs(values).max(0)
    width = (J * J * active[:, None]).sum(0).sum(0)
    rho = np.where((low <= 1e-8 * size) & (width > 0), 10 * (size + 1) / np.where(width > 0, width, 1), 0)
    return Stiffened(H + rho * walls(J, active), rho)


def held_step(B_inverse: Array, g: Array, J: Array, c: Array) -> Held:
    """The lowest point of gᵀd + ½ dᵀB d with J d + c = 0, and its multipliers.

    Range space method (Nocedal & Wright, §16.2): (J B⁻¹ Jᵀ) λ = c - J B⁻¹ g. Equations that follow from those before
    them have λ = 0; where they contradict each other, they are met as nearly as possible.
    """
    free = -matvec(B_inverse, g)
    if len(c) == 0:
        return Held(free, np.zeros(c.shape))
    M = matmul(J, matmul(B_inverse, transpose(J)))
    lam = solve_semidefinite(M, reachable(J, c, len(c)) + matvec(J, free))
    return Held(free - matvec(B_inverse, pull(J, lam)), lam)


def reachable(J: Array, c: Array, m: int) -> Array:
    """c, but where the first m equations J d + c = 0 contradict each other, the nearest right sides that do not.

    These are -J v, where the normal step v leaves the least of J v + c (the relaxation of Nocedal & Wright (2006),
    section 18.5): so constraints that are given twice, or in two ways, do not stop a step.
    """
    if m < 2:
        return c
    return np.concatenate([-matvec(J[:m], least_squares(J[:m], -c[:m])), c[m:]])
