"""A small quadratic program is solved by trying every working set: the right one is feasible and has no wrong sign."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from optim_core.algebra import largest, matmul, matvec, put, solve, solve_semidefinite, transpose
from optim_core.constrained.kkt import pull, subsets, walls
from optim_core.method import Array

SLACK = 1e-9  # relative: how far a sign may be off by rounding


class Plan(NamedTuple):
    """The solution of min gᵀd + ½ dᵀB d with J d + c = 0 (first m rows) or ≤ 0 (the others)."""

    d: Array  # (n, *runs)
    lam: Array  # (k, *runs) multipliers, 0 outside the working set
    found: Array  # (*runs) False where no working set fits: the linearised constraints contradict each other


def solve_qp(B_inverse: Array, g: Array, J: Array, c: Array, m: int) -> Plan:
    """The lowest point of the parabola that the straightened constraints allow, by trying every working set.

    For a handful of constraints and a bowl B (Nocedal & Wright, §16.2 for each set, theorem 16.4 for the choice).
    """
    free = -matvec(B_inverse, g)
    pulls = matmul(B_inverse, transpose(J)) if len(c) else np.zeros((len(g), 0, *g.shape[1:]))
    M, short = matmul(J, pulls), c + matvec(J, free)
    size = 1 + largest(c) if len(c) else 1 + 0 * g[0]
    d, lam, found = free, 0 * c, np.zeros(g.shape[1:], bool)
    for working in subsets(len(c), m, len(g)):
        tried = 0 * c
        if working:
            tried = put(solve_semidefinite(_block(M, working), short[working]), working, tried)
        step = free - matvec(pulls, tried)
        left = c + matvec(J, step)
        signs = (tried[m:] >= -SLACK * (1 + largest(tried) if len(c) else 1)).all(0)
        fits = (left[m:] <= SLACK * size).all(0) & (np.abs(left[:m]) <= SLACK * size).all(0) & signs & ~found
        d, lam, found = np.where(fits, step, d), np.where(fits, tried, lam), found | fits
    return Plan(d, lam, found)


def penalised_step(B: Array, g: Array, J: Array, c: Array, pushing: Array, weight: float) -> Array:
    """The lowest point of gᵀd + ½ dᵀB d + ½ w Σ (J d + c)² over the constraints that push: always there."""
    return solve(B + walls(J, weight * pushing), -(g + pull(J, weight * pushing * c)))


def _block(M: Array, working: list[int]) -> Array:
    return M[working][:, working]
