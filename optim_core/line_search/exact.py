"""Exact search: go on until the slope along the direction is zero."""

import numpy as np

from optim_core.algebra import dot
from optim_core.line_search.accepted import rounding
from optim_core.line_search.same import same
from optim_core.line_search.trial import accept, trial

TRIALS = 60
LEVEL = 1e-10  # a slope this small, relative to the first one, counts as zero
STEEP = 1e6  # one this large is a wall, not the far side of a valley


def exact(f, x, d, fx, g, c1=None, c2=None, alpha=1.0):
    """A minimiser of φ(α) = f(x + α d), the one that is bracketed first; `Accepted`, one length per run.

    It is found as a root of the slope φ′, because values say nothing about the last eight digits of α: by secants
    between the ends of a bracket, with Anderson & Björck's weights (BIT 13, 1973), so on a parabola the first trial
    after `alpha` is the last one. Costs one value and one gradient per trial. `c1` and `c2` are not used. Where the
    direction does not go down, the length is 0.
    """
    slope = dot(g, d)

    def unfit(k, done, low, w_low, high, w_high, side, a, x, d, *_):
        return ~done & (low[0] < a) & (a < high) & (k < TRIALS) & ~same(x, d, low[0], high)

    def look(k, done, low, w_low, high, w_high, side, a, x, d, fx, slope):
        fa, ga = f(x + a * d), f.grad(x + a * d)
        sa = dot(ga, d)
        lower = fa <= low[1] + rounding(fx)
        done = lower & (np.abs(sa) <= -LEVEL * slope)
        up = done | (lower & (sa < 0))  # the lower end moves up, else the upper one down
        far_side = (sa > 0) & (lower | (sa >= -low[2])) & (sa <= -STEEP * slope)
        rising = np.where(far_side, sa, np.nan)  # else there is a hill on the way, or a wall: take the middle
        faded_low, faded_high = w_low * trust(w_high, rising), w_high * trust(w_low, sa)
        w_low = np.where(up, sa, np.where(side < 0, faded_low, w_low))
        w_high = np.where(up, np.where(side > 0, faded_high, w_high), rising)
        reach = stretched(low[0], low[2], a, sa)
        low, high = np.where(up, trial(a, fa, sa, ga), low), np.where(up, high, a)
        share = np.where(w_high > 0, w_low / (w_low - w_high), 0.5)
        a = np.where(high < np.inf, low[0] + share * (high - low[0]), reach)
        return k + 1, done, low, w_low, high, w_high, np.where(up, 1, -1), a

    start = (0, ~(slope < 0), trial(0, fx, slope, g), slope, np.inf, np.nan, 0, alpha)
    return accept(x, d, f.loop(unfit, look, start, (x, d, fx, slope))[2])


def trust(old, new):
    """The weight of the end that stays put twice in a row: small if the slope at the other one hardly changed."""
    fall = 1 - new / old
    return np.where(fall > 0, fall, 0.5)


def stretched(low, s_low, a, sa):
    """Where the slope would be zero if it went on like this, at most ten times as far; else twice as far."""
    secant = a - sa * (a - low) / (sa - s_low)
    return np.where(sa > s_low, np.minimum(secant, 10 * a), 2 * a)
