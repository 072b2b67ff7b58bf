"""At a constrained minimum the slope that is left is held by the constraints: ∇f + Jᵀλ = 0.

Nocedal & Wright (2006), theorem 12.1, with the sign L = f + λᵀc; inequalities are c ≤ 0 and have λ ≥ 0.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Any

import numpy as np

from optim_core.algebra import largest, matvec, put, solve_semidefinite
from optim_core.method import Array
from optim_core.trace import Trace

ACTIVE = 1e-5  # an inequality this close to zero may carry a multiplier
BALANCED = 1e-6  # relative: what is left of the gradient of f at a solution
STRAIGHT = 1e-6  # the sine of an angle that counts as none


def pull(J: Array, lam: Array) -> Array:
    """Jᵀλ: `(k, n, *runs), (k, *runs) -> (n, *runs)`."""
    return (J * lam[:, None]).sum(0)


def bend(C: Array, lam: Array) -> Array:
    """Σ λ_i ∇²c_i: `(k, n, n, *runs), (k, *runs) -> (n, n, *runs)`."""
    return (C * lam[:, None, None]).sum(0)


def walls(J: Array, weights: Array) -> Array:
    """Jᵀ diag(w) J = Σ w_i ∇c_i ∇c_iᵀ: `(k, n, *runs), (k, *runs) -> (n, n, *runs)`."""
    return (weights[:, None, None] * J[:, :, None] * J[:, None]).sum(0)


def is_equality(c: Array, m: int) -> Array:
    """Which constraints are equalities: the first m, in a shape that goes with c, `(k, 1, ...)`."""
    return np.reshape(np.arange(len(c)) < m, (len(c), *[1] * (c.ndim - 1)))


def violation(c: Array, m: int) -> Array:
    """By how much each constraint is missed: |h| and max(0, g)."""
    return np.where(is_equality(c, m), np.abs(c), np.maximum(c, 0))


def signed(lam: Array, m: int) -> Array:
    """Multipliers of inequalities cannot be negative: they stop at zero."""
    return np.where(is_equality(lam, m), lam, np.maximum(lam, 0))


def subsets(k: int, m: int, n: int) -> Iterator[list[int]]:
    """All equalities with every choice of at most n inequalities: equalities may say nothing where gradients vanish."""
    for size in range(min(k - m, n) + 1):
        for chosen in combinations(range(m, k), size):
            yield [*range(m), *chosen]


@np.errstate(all="ignore")
def multipliers(g: Array, J: Array, c: Array, m: int) -> Array:
    """The λ that leave the least of ∇f + Jᵀλ, `(k, *runs)`; λ ≥ 0 for inequalities and 0 where c < -`ACTIVE`.

    Every possible active set is tried: a handful in the plane. Where gradients depend on each other there are many
    such λ, or none that balance; the one that is answered leaves out what a constraint before it can do alone.
    """
    lam, least = np.full(c.shape, np.nan), np.full(c.shape[1:], np.inf)
    for active in subsets(len(c), m, len(g)):
        rows = J[active]
        gram = (rows[:, None] * rows[None]).sum(2)
        tried = np.zeros(c.shape)
        if active:
            tried = put(solve_semidefinite(gram, -matvec(rows, g)), active, tried)
        allowed = (is_equality(c, m) | (tried == 0) | ((tried > 0) & (c >= -ACTIVE))).all(0)
        left = largest(g + pull(J, tried))
        better = allowed & (left < least)
        lam, least = np.where(better, tried, lam), np.where(better, left, least)
    return lam


def residual(problem: Any, p: Array) -> Array:
    """∇f + Jᵀλ with the best λ, above the violations and the products λ g: all zero at a KKT point, `(.., *runs)`."""
    g, J, c, m = problem.grad(p), problem.jacobian(p), problem.constraints(p), problem.n_equalities
    lam = multipliers(g, J, c, m)
    return np.concatenate([g + pull(J, lam), violation(c, m), lam[m:] * c[m:]])


def measures(trace: Trace) -> Mapping[str, Array]:
    """Feasibility, stationarity, complementarity `(T+1, *runs)` and multipliers `(T+1, k, *runs)` of every iterate.

    The multipliers are those of the method where it has any, else the best ones. Looked up afterwards, so not counted.
    """
    problem: Any = trace.problem
    x = np.moveaxis(trace.x, 0, 1)
    m = problem.n_equalities
    with np.errstate(all="ignore"):
        g, J, c = problem.grad(x), problem.jacobian(x), problem.constraints(x)
        lam = np.moveaxis(trace.state["lam"], 0, 1) if "lam" in trace.state else multipliers(g, J, c, m)
        return {
            "feasibility": largest(violation(c, m)) if len(c) else np.zeros(x.shape[1:]),
            "stationarity": largest(g + pull(J, lam)),
            "complementarity": largest(lam[m:] * c[m:]) if len(c) > m else np.zeros(x.shape[1:]),
            "multipliers": np.moveaxis(lam, 1, 0),
        }


def has_many_multipliers(problem: Any, p: Array) -> bool:
    """Does more than one λ balance the gradient of f, as where a constraint is given twice? For one point.

    All λ that do so are mixtures of those that rest on independent gradients, at most n of them: these are tried.
    """
    g, J, c, m = problem.grad(p), problem.jacobian(p), problem.constraints(p), problem.n_equalities
    active = np.flatnonzero((np.arange(len(c)) < m) | (c >= -ACTIVE))
    found = []
    for size in range(len(p) + 1):
        for chosen in map(list, combinations(active, size)):
            lam = np.zeros(len(c))
            lam[chosen] = np.linalg.lstsq(J[chosen].T, -g)[0] if chosen else 0
            balances = largest(g + pull(J, lam)) <= BALANCED * (1 + largest(g))
            if balances and (lam[m:] >= -BALANCED).all():
                found.append(lam)
    return any(largest(lam - found[0]) > 10 * BALANCED * (1 + largest(lam)) for lam in found)


def curvatures_left(problem: Any, p: Array, lam: Array) -> Array:
    """dᵀLd for the directions d of length 1 that matter among those no active constraint forbids. For one point.

    The critical cone in the plane (Nocedal & Wright, eq. 12.53 and theorem 12.6): along constraints that hold, to the
    allowed side of those that touch without holding (λ = 0). The least and the greatest dᵀLd are among these; there
    are none where no direction is left, as in a corner.
    """
    J, L = problem.jacobian(p), problem.hess(p) + bend(problem.curvatures(p), lam)
    c, equality = problem.constraints(p), np.arange(len(lam)) < problem.n_equalities
    lengths = np.sqrt((J * J).sum(1))
    sides = J / np.where(lengths > 0, lengths, 1)[:, None]
    holds, touches = sides[equality | (lam > 1e-9)], sides[~equality & (lam <= 1e-9) & (c >= -ACTIVE)]
    along = np.stack([-sides[:, 1], sides[:, 0]], 1)[equality | (c >= -ACTIVE) | (lam > 1e-9)]
    ways = np.concatenate([np.linalg.eigh(L)[1].T, along[(along != 0).any(1)]])
    ways = np.concatenate([ways, -ways])
    open_ways = ways[(np.abs(ways @ holds.T) <= STRAIGHT).all(1) & (ways @ touches.T <= STRAIGHT).all(1)]
    return np.sort(((open_ways @ L) * open_ways).sum(1))
