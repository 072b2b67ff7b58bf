"""Goldstein: not too long, not too short, and no gradient needed to tell."""

import numpy as np

from optim_core.algebra import dot
from optim_core.line_search.accepted import Accepted
from optim_core.line_search.same import same

TRIALS = 60


def goldstein(f, x, d, fx, g, c1=0.25, c2=None, alpha=1.0):
    """A length with φ(0) + (1 − c1) α φ′(0) ≤ φ(α) ≤ φ(0) + c1 α φ′(0); `Accepted`, one length per run.

    Source: Nocedal & Wright (2006), eq. 3.11; Goldstein (1965). Doubling until a length is too long, then halving
    the bracket. `c1` must be below one half; the smaller it is, the less a length can be too short. `c2` is not
    used. Costs one value per trial and one gradient at the end. When no length fits, the longest that was not too
    long is taken.
    """
    line = x, d, fx, dot(g, d), c1

    def too_long(a, fa, x, d, fx, slope, c1):
        return ~(fa <= fx + c1 * a * slope)

    def too_short(a, fa, x, d, fx, slope, c1):
        return fa < fx + (1 - c1) * a * slope

    def unfit(k, low, f_low, high, a, fa, *line):
        x, d, *_ = line
        return (too_long(a, fa, *line) | too_short(a, fa, *line)) & (k < TRIALS) & ~same(x, d, low, high)

    def cut(k, low, f_low, high, a, fa, *line):
        x, d, *_ = line
        long = too_long(a, fa, *line)
        low, f_low = np.where(long, low, a), np.where(long, f_low, fa)
        high = np.where(long, a, high)
        a = np.where(high < np.inf, 0.5 * (low + high), 2 * low)
        return k + 1, low, f_low, high, a, f(x + a * d)

    _, low, f_low, _, a, fa = f.loop(unfit, cut, (0, 0.0, fx, np.inf, alpha, f(x + alpha * d)), line)
    long = too_long(a, fa, *line)
    alpha, f_new = np.where(long, low, a), np.where(long, f_low, fa)
    return Accepted(alpha, x + alpha * d, f_new, f.grad(x + alpha * d))
