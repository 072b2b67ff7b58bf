"""What a constraint costs: the lowest value as its level moves, each level solved from the solution before it."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from optim_core import CONSTRAINED_METHODS, run
from optim_core.constrained.verdict import verdict
from surfaces import Constrained

STEPS, LEVELS = 60, 31


class Best(NamedTuple):
    """The minimum at one level."""

    f: float  # NaN where none is found
    multiplier: float


def reach_of(problem: Constrained, i: int, at: np.ndarray) -> float:
    """How far the level may sensibly move: what the constraint changes over a tenth of the window."""
    width = min(high - low for low, high in problem.domain)
    return float(f"{0.1 * width * np.hypot(*problem.jacobian(at)[i]):.1g}") or 1.0


def best_at(problem: Constrained, i: int, level: float, start: np.ndarray) -> tuple[Best, np.ndarray]:
    """The minimum near `start` with the i-th constraint at this level, and where it is."""
    trace = run(CONSTRAINED_METHODS["sqp"](), problem.at_level(i, level), start, STEPS)
    told = verdict(trace)
    if told.word not in ("minimum", "undecided"):
        return Best(np.nan, np.nan), start
    return Best(float(trace.fx[-1]), float(told.multipliers[i])), told.x


def curve(problem: Constrained, i: int, at: np.ndarray, reach: float) -> tuple[np.ndarray, np.ndarray]:
    """Levels from -reach to reach and the lowest values there, followed from the middle outwards."""
    levels = np.linspace(-reach, reach, LEVELS)
    values = np.full(LEVELS, np.nan)
    for side in (range(LEVELS // 2, LEVELS), range(LEVELS // 2, -1, -1)):
        x = at
        for k in side:
            best, x = best_at(problem, i, levels[k], x)
            values[k] = best.f
    return levels, values


def slope(problem: Constrained, i: int, level: float, at: np.ndarray, step: float) -> tuple[Best, float]:
    """The minimum at a level, and the slope of the lowest value there, measured by a central difference."""
    here, x = best_at(problem, i, level, at)
    (up, _there), (down, _back) = (best_at(problem, i, level + h, x) for h in (step, -step))
    return here, (up.f - down.f) / (2 * step)
