"""Wolfe search: long enough that the slope has eased, short enough that the step has paid."""

import numpy as np

from optim_core.algebra import dot
from optim_core.line_search.accepted import Accepted, rounding
from optim_core.line_search.same import same

TRIALS = 60


def wolfe(f, x, d, fx, g, c1=1e-4, c2=0.9, alpha=1.0):
    """A length with φ(α) ≤ φ(0) + c1 α φ′(0) and φ′(α) ≥ c2 φ′(0); `Accepted`, one length per run.

    Source: Nocedal & Wright (2006), eq. 3.6 (the weak conditions), by doubling and bisection: Lewis & Overton
    (2013), Algorithm 2.6, which works for functions with kinks as well. Costs one value per trial, and one gradient
    where the first condition holds. When no length fits, the longest that fulfilled the first condition is taken.
    """
    line = x, d, fx, dot(g, d), c1, c2

    def look(a, x, d, fx, slope, c1, c2):
        fa = f(x + a * d)
        long = ~(fa <= fx + c1 * a * slope + rounding(fx))
        ga = f.grad(x + a * d, where=~long)
        return fa, long, ga, ~long & (dot(ga, d) < c2 * slope)

    def unfit(k, low, f_low, g_low, high, a, fa, long, ga, short, x, d, *_):
        return (long | short) & (k < TRIALS) & ~same(x, d, low, high)

    def cut(k, low, f_low, g_low, high, a, fa, long, ga, short, *line):
        low, f_low, g_low = np.where(long, low, a), np.where(long, f_low, fa), np.where(long, g_low, ga)
        high = np.where(long, a, high)
        a = np.where(high < np.inf, 0.5 * (low + high), 2 * low)
        return k + 1, low, f_low, g_low, high, a, *look(a, *line)

    start = 0, 0.0, fx, g, np.inf, alpha, *look(alpha, *line)
    _, low, f_low, g_low, _, a, fa, long, ga, _ = f.loop(unfit, cut, start, line)
    alpha = np.where(long, low, a)
    return Accepted(alpha, x + alpha * d, np.where(long, f_low, fa), np.where(long, g_low, ga))
