"""What a constraint costs: the lowest value as its level moves, each level solved from the solution before it."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from experiments.constrained import ConstrainedExperiment
from experiments.play import play
from experiments.solutions import solutions
from optim_core import CONSTRAINED_METHODS
from optim_core.constrained.verdict import verdict
from surfaces import Constrained

STEPS, LEVELS = 60, 31

Array = np.ndarray


class Best(NamedTuple):
    """The minimum at one level."""

    f: float  # NaN where none is found
    multiplier: float
    x: Array  # (2,)


class Prices(NamedTuple):
    """The lowest values at all levels of a knob, and at one of them its slope, measured, beside the multiplier."""

    levels: Array
    values: Array
    level: float
    here: Best
    slope: float  # ∂f*/∂b by a central difference; NaN where there is no minimum on one side


def best_at(problem: Constrained, i: int, level: float, start: Array) -> Best:
    """The minimum near `start` with the i-th constraint at this level."""
    a, b = map(float, start)
    trace = play(CONSTRAINED_METHODS["sqp"](), problem.at_level(i, level), (a, b), STEPS)
    told = verdict(trace)
    if told.word not in ("minimum", "undecided"):
        return Best(np.nan, np.nan, start)
    return Best(float(trace.fx[-1]), float(told.multipliers[i]), told.x)


def followed(problem: Constrained, i: int, levels: Array, middle: int, at: Array) -> Array:
    """The lowest values at all levels, followed from the middle outwards, `(len(levels),)`."""
    values = np.full(len(levels), np.nan)
    for side in (range(middle, len(levels)), range(middle, -1, -1)):
        x = at
        for k in side:
            best = best_at(problem, i, levels[k], x)
            values[k], x = best.f, best.x
    return values


def prices(experiment: ConstrainedExperiment, i: int) -> Prices | None:
    """From the lowest known minimum with multipliers, with all other constraints at their levels; None without one."""
    problem = experiment.problem()
    known = [p for p in solutions(problem) if p.kind in ("global", "local") and p.multipliers]
    if not known:
        return None
    at, level = np.array(known[0][:2]), problem.levels[i]
    knob = list(problem.knobs.values())[i]
    levels = np.unique(np.append(np.linspace(float(knob.low or 0), float(knob.high or 0), LEVELS), level))
    values = followed(problem, i, levels, int(np.searchsorted(levels, level)), at)
    here, step = best_at(problem, i, level, at), 1e-4 * (levels[-1] - levels[0])
    up, down = (best_at(problem, i, level + h, here.x) for h in (step, -step))
    return Prices(levels, values, level, here, (up.f - down.f) / (2 * step))
