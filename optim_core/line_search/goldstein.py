"""Goldstein: not too long, not too short, and no gradient needed to tell."""

import numpy as np

from optim_core.algebra import dot
from optim_core.line_search.accepted import Accepted

TRIALS = 60


def goldstein(f, x, d, fx, g, c1=0.25, c2=None, alpha=1.0):
    """A length with φ(0) + (1 − c1) α φ′(0) ≤ φ(α) ≤ φ(0) + c1 α φ′(0); `Accepted`, one length per run.

    Source: Nocedal & Wright (2006), eq. 3.11; Goldstein (1965). Doubling until a length is too long, then halving
    the bracket. `c1` must be below one half; the smaller it is, the less a length can be too short. `c2` is not
    used. Costs one value per trial and one gradient at the end. When no length fits, the longest that was not too
    long is taken.
    """
    slope = dot(g, d)

    def too_long(a, fa):
        return ~(fa <= fx + c1 * a * slope)

    def too_short(a, fa):
        return fa < fx + (1 - c1) * a * slope

    def unfit(k, low, f_low, high, a, fa):
        return (too_long(a, fa) | too_short(a, fa)) & (k < TRIALS)

    def cut(k, low, f_low, high, a, fa):
        long = too_long(a, fa)
        low, f_low = np.where(long, low, a), np.where(long, f_low, fa)
        high = np.where(long, a, high)
        a = np.where(high < np.inf, 0.5 * (low + high), 2 * low)
        return k + 1, low, f_low, high, a, f(x + a * d)

    _, low, f_low, _, a, fa = f.loop(unfit, cut, (0, 0.0, fx, np.inf, alpha, f(x + alpha * d)))
    alpha, f_new = np.where(too_long(a, fa), low, a), np.where(too_long(a, fa), f_low, fa)
    return Accepted(alpha, x + alpha * d, f_new, f.grad(x + alpha * d))
