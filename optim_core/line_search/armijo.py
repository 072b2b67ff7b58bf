"""Backtracking: halve the step until it pays for its length."""

import numpy as np

from optim_core.algebra import dot
from optim_core.line_search.accepted import Accepted

SHORTEST = 1e-18  # give up below this length: the direction does not go down


def armijo(f, x, d, fx, g, c1=1e-4, c2=None, alpha=1.0, shrink=0.5):
    """The longest `alpha * shrink**k` with φ(α) ≤ φ(0) + c1 α φ′(0); `Accepted`, one length per run.

    Source: Nocedal & Wright (2006), Algorithm 3.1. Costs one value per trial and one gradient at the end.
    `c2` is not used: there is no curvature condition, so a quasi-Newton update may have to be skipped.
    When even the shortest trial does not pay, the length is 0.
    """
    line = x, d, fx, dot(g, d), c1, shrink

    def pays(a, fa, x, d, fx, slope, c1, shrink):
        return fa <= fx + c1 * a * slope

    def too_long(a, fa, *line):
        return ~pays(a, fa, *line) & (a > SHORTEST)

    def shorter(a, fa, x, d, fx, slope, c1, shrink):
        return shrink * a, f(x + shrink * a * d)

    alpha, fa = f.loop(too_long, shorter, (alpha, f(x + alpha * d)), line)
    found = pays(alpha, fa, *line)
    alpha, fa = np.where(found, alpha, 0), np.where(found, fa, fx)
    new = x + alpha * d
    return Accepted(alpha, new, fa, np.where(found, f.grad(new, where=found), g))
