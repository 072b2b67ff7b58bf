"""Surfaces and starts on which paths are compared: curved, flat, badly scaled, with slopes that are exactly zero."""

import numpy as np

from optim_core import run
from surfaces import SURFACES

BOWL = SURFACES["quadratic"](kappa=100, angle=0)

CASES = {
    "Rosenbrock": (SURFACES["rosenbrock"], (-1.2, 1.0)),
    "Himmelblau from a maximum": (SURFACES["himmelblau"], (0.0, 0.0)),
    "Himmelblau": (SURFACES["himmelblau"], (-1.0, -1.0)),
    "Beale where one slope is zero": (SURFACES["beale"], (1.0, 1.0)),
    "bowl of condition 100": (BOWL, (10.0, 1.0)),
    "monkey saddle": (SURFACES["monkey"], (0.5, 0.5)),
}
STEPS = 50


def farthest_apart(method, other, steps=STEPS, cases=CASES):
    """The largest relative distance between our path and `other(surface, start, steps)`, over all cases and steps.

    Where our run was frozen (it left the map or stands still) the comparison ends.
    """
    worst = 0.0
    for surface, start in cases.values():
        trace = run(method, surface, start, steps)
        ours, theirs = trace.x[: trace.last + 1], other(surface, start, steps)[: trace.last + 1]
        apart = np.abs(ours - theirs) / np.maximum(1, np.abs(theirs))
        worst = max(worst, float(apart.max()))  # NaN stays: it fails every comparison
        assert not np.isnan(apart).any()
    return worst


class Slope:
    """The plane f = 3x − 4y: the same gradient everywhere, so first steps can be worked out by hand."""

    def value(self, p):
        return 3 * p[0] - 4 * p[1]

    def grad(self, p):
        return np.stack([np.full_like(p[0], 3.0), np.full_like(p[1], -4.0)])

    def hess(self, p):
        return np.zeros((2, *p.shape))


class Times:
    """Another surface, its values multiplied by a number."""

    def __init__(self, surface, number):
        self.surface, self.number = surface, number

    def value(self, p):
        return self.number * self.surface.value(p)

    def grad(self, p):
        return self.number * self.surface.grad(p)

    def hess(self, p):
        return self.number * self.surface.hess(p)
