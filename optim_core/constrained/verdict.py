"""How a run on a problem with constraints ended, in one word: solved, and as what, or why not."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from optim_core.algebra import largest
from optim_core.constrained.kkt import ACTIVE, STRAIGHT, curvatures_left, multipliers, pull, violation
from optim_core.method import Array, Method
from optim_core.rules import FAR
from optim_core.trace import Trace

SMALL = 1e-6  # relative: the residual of a solution
DEPENDENT = 1e-2  # the sine of the angle between gradients along one line
FAINT = 1e-4  # a violation below this may be what rounding or a last weight has left of none
STRAY = 1e3  # a run this many times farther out than its start, and not solved, has run away
STEEP = 1e2  # pulls λ∇c this much larger than the gradient of f are no balance, but the absence of one
NEARBY = 1e-1  # how far off that is looked at, in units of 1 + |x|
VANISHED = 5e-2  # a gradient this much shorter than nearby has vanished
AWAY = 1e-1  # a point where |c| ‖∇²c‖ / ‖∇c‖² is larger is not near a feasible one for sure (Kantorovich)

SOLVED = ("minimum", "maximum", "undecided")  # by the sign of the curvature that the constraints leave
WORDS = (
    *SOLVED,
    "no multiplier", "no interior", "empty", "infeasible", "undefined", "singular", "dependent", "diverged",
    "nearly feasible", "on its way",
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
        "a projection": region is None,
        "a bounded convex set": region is None or not (region.bounded and region.convex),
    }
    return next((need for need in method.needs if missing[need]), "")


def verdict(trace: Trace, run: tuple[int, ...] = ()) -> Verdict:
    """Judge one run of a trace by its last point, and by where its phase I, if it has one, came to rest."""
    problem: Any = trace.problem
    x0, x = (trace.x[(k, slice(None), *run)] for k in (0, -1))
    with np.errstate(all="ignore"):
        m, c, J, g = problem.n_equalities, problem.constraints(x), problem.jacobian(x), problem.grad(x)
        lam = multipliers(g, J, c, m)
        missed = float(largest(violation(c, m)))
        left = float(largest(g + pull(J, lam)))
        word = _stuck_outside(trace, run, missed) or _word(
            trace, problem, x0, x, str(np.asarray(trace.status)[run]), lam, left, missed
        )
    return Verdict(word, x, lam if word != "no multiplier" else np.nan * lam, left, missed)


def _word(trace: Trace, problem: Any, x0: Array, x: Array, status: str, lam: Array, left: float, missed: float) -> str:
    m, c, J, g = problem.n_equalities, problem.constraints(x), problem.jacobian(x), problem.grad(x)
    size = 1 + float(largest(g))
    if "a projection" in trace.method.needs and not np.isfinite(problem.region.project(0 * x)).all():
        return "empty"
    if not all(np.isfinite(part).all() for part in (problem.value(x), g, c, J)):
        return "undefined"
    if missed <= FAINT and _degenerate(problem, x, lam, left, size):
        return "no multiplier"
    if left <= SMALL * size and missed <= SMALL:
        curvature = curvatures_left(problem, x, lam)
        steepest = 1e-6 * (1 + float(np.abs(curvature).max(initial=0)))
        if (curvature > steepest).all():
            return "minimum"
        return "maximum" if (curvature < -steepest).any() else "undecided"
    wrong = np.where((np.arange(len(c)) < m) | (c > 0), c, 0)
    if missed > FAINT and (_flat(J, wrong, missed) or _flat(J, np.sign(wrong), 1)):
        return "infeasible"
    if largest(x) > STRAY * (1 + largest(x0)):
        return "diverged"
    if status in ("diverged", "undefined"):
        if largest(x) >= 1e-2 * FAR:
            return "diverged"
        return "dependent" if m > 2 or (_sines(J[:m]) <= STRAIGHT).sum() > m else "singular"
    if "mu" in trace.state and SMALL < missed <= 1e-3 and left <= 1e-3 * size:
        return "nearly feasible"
    return "on its way"


def _stuck_outside(trace: Trace, run: tuple[int, ...], missed: float) -> str:
    """The end of a phase I that has lowered the largest g as far as it goes, and not below zero; empty if none has."""
    if "out" not in trace.state:
        return ""
    out, mu = (trace.state[name][(-1, *run)] for name in ("out", "mu"))
    return ("no interior" if missed <= FAINT else "infeasible") if out > 0 and mu <= SMALL else ""


def _flat(J: Array, wrong: Array, size: float) -> bool:
    """Has the violation no slope, whether it is measured by its square or by its size?"""
    return bool(largest(pull(J, wrong)) <= 1e-3 * size * (1 + np.abs(J).max()))


def _degenerate(problem: Any, x: Array, lam: Array, left: float, size: float) -> bool:
    """Do the gradients of the active constraints lose their rank here, so that no multipliers balance that of f?

    That they depend on each other is not enough: of two constraints that say the same one is merely superfluous. It
    counts where they do so here and not nearby (the constant rank condition of Janin, 1984).
    """
    c, J = problem.constraints(x), problem.jacobian(x)
    active = (np.arange(len(c)) < problem.n_equalities) | (c >= -ACTIVE)
    slopes = (J * J).sum(1)
    if ((np.abs(c) * np.sqrt((problem.curvatures(x) ** 2).sum((1, 2))) > AWAY * slopes) & active & (lam != 0)).any():
        return True
    if left <= SMALL * size and (np.abs(lam) * np.sqrt(slopes)).max(initial=0) <= STEEP * size:
        return False
    reach = NEARBY * (1 + largest(x))
    nearby = [problem.jacobian(x + reach * np.array(way))[active] for way in ((1, 0), (-1, 0), (0, 1), (0, -1))]
    vanishes = np.sqrt(slopes[active]) <= VANISHED * np.sqrt(np.max([(rows**2).sum(1) for rows in nearby], 0))
    parallel = (_sines(J[active]) <= DEPENDENT) & (np.max([_sines(rows) for rows in nearby], 0) > DEPENDENT)
    return bool(vanishes.any() or parallel.any())


def _sines(rows: Array) -> Array:
    """Of the angles between all pairs of rows in the plane."""
    lengths = np.sqrt((rows * rows).sum(1))
    units = rows / np.where(lengths > 0, lengths, 1)[:, None]
    return np.abs(units[:, None, 0] * units[None, :, 1] - units[:, None, 1] * units[None, :, 0])
