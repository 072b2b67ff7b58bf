"""A quadratic model must be a bowl before anyone looks for its lowest point."""

from __future__ import annotations

import numpy as np

from optim_core.algebra import eigh, matmul, matvec, solve, transpose
from optim_core.constrained.kkt import pull
from optim_core.method import Array

FLATTEST = 1e-8  # the smallest curvature of a bowl, relative to its largest
LEAST = 1e-3  # and the smallest at all: a model without curvature would send the step to infinity


def bowl(H: Array) -> tuple[Array, Array]:
    """H with the absolute values of its eigenvalues, and its inverse, both `(n, n, *runs)`."""
    values, Q = eigh(H)
    sizes = np.abs(values)
    sizes = np.maximum(sizes, np.maximum(LEAST, FLATTEST * sizes.max(0)))
    return matmul(Q * sizes[None], transpose(Q)), matmul(Q / sizes[None], transpose(Q))


def stiffened(H: Array, J: Array, active: Array) -> tuple[Array, Array]:
    """H + ρ Σ ∇c ∇cᵀ over the active constraints, and ρ `(*runs)`; ρ = 0 where H is a bowl already.

    Along the constraints nothing changes; across them the model is bent up, as in an augmented Lagrangian
    (Nocedal & Wright, §18.4).
    """
    values, _ = eigh(H)
    low, size = values.min(0), np.abs(values).max(0)
    normals = (active[:, None, None] * J[:, :, None] * J[:, None]).sum(0)
    width = (J * J * active[:, None]).sum(0).sum(0)
    rho = np.where((low <= 1e-8 * size) & (width > 0), 10 * (size + 1) / np.where(width > 0, width, 1), 0)
    return H + rho * normals, rho


def held_step(B_inverse: Array, g: Array, J: Array, c: Array) -> tuple[Array, Array]:
    """The lowest point of gᵀd + ½ dᵀB d with J d + c = 0, and its multipliers; J has no more rows than d entries.

    Range space method (Nocedal & Wright, §16.2): (J B⁻¹ Jᵀ) λ = c - J B⁻¹ g.
    """
    free = -matvec(B_inverse, g)
    if len(c) == 0:
        return free, np.zeros(c.shape)
    M = matmul(J, matmul(B_inverse, transpose(J)))
    short = c + matvec(J, free)
    lam = short / M[0] if len(c) == 1 else solve(M, short)
    return free - matvec(B_inverse, pull(J, lam)), lam
