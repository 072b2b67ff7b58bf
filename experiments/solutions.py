"""Where the conditions of Karush, Kuhn and Tucker hold: as a problem declares it, or found by many runs from a grid."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from optim_core import CONSTRAINED_METHODS, run
from optim_core.constrained.verdict import verdict
from surfaces import KKT, Constrained

SIDE, STEPS, SAME = 6, 80, 1e-5
KINDS = {"minimum": "local", "maximum": "max", "undecided": "stationary"}  # a verdict in the words of a problem


def solutions(problem: Constrained) -> tuple[KKT, ...]:
    """All that is known: declared points, else those that can be found at these levels, lowest first."""
    return problem.points or found_from_a_grid(problem)


@lru_cache(maxsize=64)
def found_from_a_grid(problem: Constrained) -> tuple[KKT, ...]:
    """The points at which Newton's method and SQP end, each once, lowest first; the first minimum is the global one."""
    axes = [np.linspace(float(low), float(high), SIDE + 2)[1:-1] for low, high in problem.domain]
    starts = np.array(np.meshgrid(*axes)).reshape(2, -1)
    found: list[KKT] = []
    for key in ("newton_kkt", "sqp"):
        trace = run(CONSTRAINED_METHODS[key](), problem, starts, STEPS)
        for i in range(starts.shape[1]):
            told = verdict(trace, (i,))
            if told.word in KINDS and not any(np.hypot(told.x[0] - p.x, told.x[1] - p.y) < SAME for p in found):
                x, y, lam = float(told.x[0]), float(told.x[1]), tuple(map(float, told.multipliers))
                found.append(KKT(x, y, float(problem.value(told.x)), lam, KINDS[told.word]))
    found.sort(key=lambda p: p.f)
    best = next((p for p in found if p.kind == "local"), None)
    return tuple(p._replace(kind="global") if p is best else p for p in found)
