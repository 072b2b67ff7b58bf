"""One start is an anecdote: a grid of starts as one batch, and the word for how each of them ended."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from experiments.constrained import ConstrainedExperiment
from experiments.solutions import solutions
from optim_core import run
from optim_core.constrained.verdict import verdict

SIDE, STEPS = 25, 200  # starts along each side of the window; no run takes more steps than this
NEAR = 1e-4  # of the window: a run that ends so close to a known point has found it

Array = np.ndarray


class Ends(NamedTuple):
    """Rows are y, columns x. `found` numbers the known point a run ended at, -1 where it is none of them."""

    x: Array  # (SIDE,)
    y: Array  # (SIDE,)
    words: Array  # (SIDE, SIDE) of `verdict.WORDS`
    found: Array  # (SIDE, SIDE) index into `solutions(problem)`
    steps: Array  # (SIDE, SIDE)


def ends(experiment: ConstrainedExperiment, i: int) -> Ends:
    """How run i ends from every start on a grid over the window."""
    problem = experiment.problem()
    (x0, x1), (y0, y1) = problem.domain
    x, y = (np.linspace(float(low), float(high), SIDE) for low, high in ((x0, x1), (y0, y1)))
    starts = np.array(np.meshgrid(x, y))
    trace = run(experiment.method(i), problem, starts, min(experiment.steps, STEPS), experiment.seed)
    cells = list(np.ndindex(SIDE, SIDE))
    words = np.array([verdict(trace, cell).word for cell in cells]).reshape(SIDE, SIDE)
    points = np.array([p[:2] for p in solutions(problem)]).reshape(-1, 2)
    away = np.hypot(*(trace.x[-1][:, None] - points.T[:, :, None, None]))  # (points, SIDE, SIDE)
    near = away <= NEAR * np.hypot(x1 - x0, y1 - y0)
    found = np.where(near.any(0), near.argmax(0), -1) if len(points) else np.full((SIDE, SIDE), -1)
    return Ends(x, y, words, found, np.asarray(trace.last))
