"""Where the conditions of Karush, Kuhn and Tucker hold: as a problem declares it, or found by many runs from a grid."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from optim_core import CONSTRAINED_METHODS, run
from optim_core.constrained.kkt import violation
from optim_core.constrained.verdict import Verdict, verdict
from surfaces import KKT, Constrained

SIDE, STEPS, SAME = 6, 80, 1e-5
FEASIBLE = 1e-5  # a violation this small counts as none
KINDS = {"minimum": "local", "maximum": "max", "undecided": "stationary"}  # a verdict in the words of a problem


def solutions(problem: Constrained) -> tuple[KKT, ...]:
    """All that is known: declared points, else those that can be found at these levels, lowest first."""
    return problem.points or found_from_a_grid(problem)


@lru_cache(maxsize=64)
def found_from_a_grid(problem: Constrained) -> tuple[KKT, ...]:
    """The points at which Newton's method and SQP end, each once, lowest first; the first minimum is the global one."""
    found: list[KKT] = []
    for key in ("newton_kkt", "sqp"):
        for told in ends_from_a_grid(problem, key):
            if told.word in KINDS and not any(np.hypot(told.x[0] - p.x, told.x[1] - p.y) < SAME for p in found):
                x, y, lam = float(told.x[0]), float(told.x[1]), tuple(map(float, told.multipliers))
                found.append(KKT(x, y, float(problem.value(told.x)), lam, KINDS[told.word]))
    found.sort(key=lambda p: p.f)
    best = next((p for p in found if p.kind == "local"), None)
    return tuple(p._replace(kind="global") if p is best else p for p in found)


def grid_over(problem: Constrained) -> np.ndarray:
    """Points all over the window, `(2, SIDE²)`."""
    axes = [np.linspace(float(low), float(high), SIDE + 2)[1:-1] for low, high in problem.domain]
    return np.array(np.meshgrid(*axes)).reshape(2, -1)


def ends_from_a_grid(problem: Constrained, method: str) -> list[Verdict]:
    """How a method ends from every start of a grid over the window."""
    starts = grid_over(problem)
    trace = run(CONSTRAINED_METHODS[method](), problem, starts, STEPS)
    return [verdict(trace, (i,)) for i in range(starts.shape[1])]


@lru_cache(maxsize=64)
def outlook(problem: Constrained) -> str:
    """What is wrong with a problem as far as many runs from a grid can see: "empty", "unbounded", "dependent" or "".

    No start leads to a feasible point; f falls without end on the feasible set; at every feasible end the gradients of
    the constraints depend on each other.
    """
    told = [end for key in ("sqp", "quadratic_penalty") for end in ends_from_a_grid(problem, key)]
    allowed = [end for end in told if end.violation <= FEASIBLE * (1 + np.abs(end.x).max())]
    words = {end.word for end in allowed}
    if not allowed:
        missed = violation(problem.constraints(grid_over(problem)), problem.n_equalities)
        return "" if (missed.max(0) <= FEASIBLE).any() else "empty"
    if words & {"minimum", "undecided"}:
        return ""
    return "unbounded" if "diverged" in words else "dependent" if "no multiplier" in words else ""
