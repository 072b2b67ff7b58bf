"""Where the equations cannot be solved exactly, many runs from a grid find what they can."""

from __future__ import annotations

import numpy as np

from optim_core import CONSTRAINED_METHODS, run
from optim_core.constrained.verdict import verdict
from surfaces import KKT, Constrained

SIDE, STEPS, SAME = 6, 80, 1e-5
SOLVED = ("minimum", "maximum", "undecided")


def found_from_a_grid(problem: Constrained) -> list[KKT]:
    """The points at which Newton's method and SQP end, each once, lowest first."""
    axes = [np.linspace(low, high, SIDE + 2)[1:-1] for low, high in problem.domain]
    starts = np.array(np.meshgrid(*axes)).reshape(2, -1)
    found: list[KKT] = []
    for key in ("newton_kkt", "sqp"):
        trace = run(CONSTRAINED_METHODS[key](), problem, starts, STEPS)
        for i in range(starts.shape[1]):
            told = verdict(trace, (i,))
            if told.word in SOLVED and not any(np.hypot(told.x[0] - p.x, told.x[1] - p.y) < SAME for p in found):
                x, y, lam = float(told.x[0]), float(told.x[1]), tuple(map(float, told.multipliers))
                found.append(KKT(x, y, float(problem.value(told.x)), lam, told.word))
    return sorted(found, key=lambda p: p.f)
