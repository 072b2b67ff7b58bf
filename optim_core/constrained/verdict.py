"""How a run on a problem with constraints ended, in one word: solved, and as what, or why not."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from optim_core.algebra import largest
from optim_core.constrained.kkt import ACTIVE, multipliers, pull, reduced_hessian, violation
from optim_core.method import Array, Method
from optim_core.rules import FAR
from optim_core.trace import Trace

SMALL = 1e-6  # relative: the residual of a solution
DEPENDENT = 1e-2  # the sine of the angle between gradients along one line, or the length of one that vanishes
STRAY = 1e3  # a run this many times farther out than its start, and not solved, has run away
STEEP = 1e3  # multipliers this much larger than the gradient of f are no balance, but the absence of one

WORDS = (
    "minimum", "maximum", "undecided",  # solved: by the sign of the reduced Hessian
    "no multiplier", "outside", "infeasible", "undefined", "singular", "diverged", "nearly feasible", "on its way",
)  # fmt: skip


class Verdict(NamedTuple):
    """The word and what it rests on, all at the last iterate of one run."""

    word: str
    x: Array  # (n,)
    multipliers: Array  # (k,) the best ones; NaN where there are none
    stationarity: float
    violation: float


def lacks(method: type[Method], problem: Any) -> str:
    """What the method needs and the problem has not, in the words of `Method.needs`; empty if it can run."""
    region = getattr(problem, "region", None)
    missing = {
        "a start strictly inside": False,  # decided by the start
        "a projection": region is None,
        "a bounded convex set": region is None or not (region.bounded and region.convex),
    }
    return next((need for need in method.needs if missing[need]), "")


def verdict(trace: Trace, run: tuple[int, ...] = ()) -> Verdict:
    """Judge one run of a trace by its last point alone, and by its start where the method needs it inside."""
    problem: Any = trace.problem
    x0, x = (trace.x[(k, slice(None), *run)] for k in (0, -1))
    with np.errstate(all="ignore"):
        m, c, J, g = problem.n_equalities, problem.constraints(x), problem.jacobian(x), problem.grad(x)
        lam = multipliers(g, J, c, m)
        missed = float(largest(violation(c, m)))
        left = float(largest(g + pull(J, lam)))
        word = _word(trace, problem, x0, x, str(np.asarray(trace.status)[run]), lam, left, missed)
    return Verdict(word, x, lam, left, missed)


def _word(trace: Trace, problem: Any, x0: Array, x: Array, status: str, lam: Array, left: float, missed: float) -> str:
    m, c, J, g = problem.n_equalities, problem.constraints(x), problem.jacobian(x), problem.grad(x)
    size = 1 + float(largest(g))
    if "a start strictly inside" in trace.method.needs and not (problem.constraints(x0)[m:] < 0).all():
        return "outside"
    if not all(np.isfinite(part).all() for part in (problem.value(x), g, c, J)):
        return "undefined"
    if missed <= ACTIVE and _dependent(c, J, m) and not (left <= SMALL * size and largest(lam) <= STEEP * size):
        return "no multiplier"
    if left <= SMALL * size and missed <= SMALL:
        curvature = reduced_hessian(problem, x, lam)
        steepest = 1e-6 * (1 + float(np.abs(curvature).max(initial=0)))
        if (curvature > steepest).all():
            return "minimum"
        return "maximum" if (curvature < -steepest).any() else "undecided"
    wrong = np.where((np.arange(len(c)) < m) | (c > 0), c, 0)
    if missed > SMALL and (_flat(J, wrong, missed) or _flat(J, np.sign(wrong), 1)):
        return "infeasible"
    if largest(x) > STRAY * (1 + largest(x0)):
        return "diverged"
    if status in ("diverged", "undefined"):
        return "singular" if largest(x) < 1e-2 * FAR else "diverged"
    if "mu" in trace.state and SMALL < missed <= 1e-3 and left <= 1e-3 * size:
        return "nearly feasible"
    return "on its way"


def _flat(J: Array, wrong: Array, size: float) -> bool:
    """Has the violation no slope, whether it is measured by its square or by its size?"""
    return bool(largest(pull(J, wrong)) <= 1e-3 * size * (1 + np.abs(J).max()))


def _dependent(c: Array, J: Array, m: int) -> bool:
    """Are the gradients of the active constraints nearly dependent, or is one of them nearly zero?"""
    rows = J[(np.arange(len(c)) < m) | (c >= -ACTIVE)]
    if len(rows) == 0:
        return False
    lengths = np.sqrt((rows * rows).sum(1))
    if lengths.min() <= DEPENDENT or len(rows) > rows.shape[1]:
        return True
    return bool(np.linalg.svd(rows / lengths[:, None], compute_uv=False).min() <= DEPENDENT)
