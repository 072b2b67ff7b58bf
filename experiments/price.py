"""What a constraint costs: the lowest value as its level moves, each level solved from the solution before it."""

from __future__ import annotations

from functools import reduce
from typing import NamedTuple

import numpy as np

from experiments.constrained import ConstrainedExperiment
from experiments.play import play
from experiments.solutions import solutions
from optim_core import CONSTRAINED_METHODS
from optim_core.constrained.verdict import verdict
from surfaces import Constrained

STEPS, LEVELS = 60, 31
NEAR = 1e-6  # of the range of levels: how far off the slope at a level is measured

Array = np.ndarray


class Best(NamedTuple):
    """The minimum at one level."""

    f: float  # NaN where none is found
    multiplier: float
    x: Array  # (2,)


class Prices(NamedTuple):
    """The lowest values and multipliers at all levels of a knob, and at one of them the slopes, measured."""

    levels: Array
    values: Array  # NaN where no minimum is found
    multipliers: Array
    level: float
    here: Best
    below: float  # ∂f*/∂b on the side of the lower levels; NaN where there is no minimum
    above: float  # and of the higher ones

    @property
    def has_kink(self) -> bool:
        """Do the slopes on both sides differ, as where another constraint takes over?"""
        return bool(abs(self.above - self.below) > 1e-2 * (1 + abs(self.above) + abs(self.below)))

    @property
    def slope(self) -> float:
        """On both sides together, or on the one where there is a minimum."""
        return float(np.nanmean([self.below, self.above])) if np.isfinite([self.below, self.above]).any() else np.nan


def best_at(problem: Constrained, i: int, level: float, start: Array) -> Best:
    """The minimum near `start` with the i-th constraint at this level."""
    a, b = map(float, start)
    trace = play(CONSTRAINED_METHODS["sqp"](), problem.at_level(i, level), (a, b), STEPS)
    told = verdict(trace)
    if told.word not in ("minimum", "undecided"):
        return Best(np.nan, np.nan, start)
    return Best(float(trace.fx[-1]), float(told.multipliers[i]), told.x)


def lower(one: Best, other: Best) -> Best:
    """The lower of two minima, or the one that there is."""
    return other if np.isnan(one.f) or other.f < one.f else one


def followed(problem: Constrained, i: int, levels: Array, middle: int, at: Array) -> list[Best]:
    """The minima at all levels, followed from the middle outwards."""
    found: dict[int, Best] = {}
    for side in (range(middle, len(levels)), range(middle - 1, -1, -1)):
        x = at
        for k in side:
            found[k] = best_at(problem, i, levels[k], x)
            x = found[k].x
    return [found[k] for k in range(len(levels))]


def prices(experiment: ConstrainedExperiment, i: int) -> Prices | None:
    """The lowest of all known minima with multipliers, each followed over the levels; None without one.

    All other constraints keep their levels.
    """
    problem = experiment.problem()
    known = [np.array(p[:2]) for p in solutions(problem) if p.kind in ("global", "local") and p.multipliers]
    if not known:
        return None
    level, knob = problem.levels[i], list(problem.knobs.values())[i]
    levels = np.unique(np.append(np.linspace(float(knob.low or 0), float(knob.high or 0), LEVELS), level))
    middle = int(np.searchsorted(levels, level))
    branches = [followed(problem, i, levels, middle, at) for at in known]
    lowest = [reduce(lower, found) for found in zip(*branches, strict=True)]
    here, step = lowest[middle], NEAR * (levels[-1] - levels[0])
    down, up = (reduce(lower, (best_at(problem, i, level + h, at) for at in known)) for h in (-step, step))
    values, multipliers = (np.array([best[k] for best in lowest], float) for k in (0, 1))
    return Prices(levels, values, multipliers, level, here, (here.f - down.f) / step, (up.f - here.f) / step)
