"""Hager–Zhang: trust the slope where the values are too rounded to show any decrease."""

import numpy as np

from optim_core.algebra import dot
from optim_core.line_search.same import same
from optim_core.line_search.trial import accept, trial

STRETCHES, TRIALS = 30, 60
ROUNDING = 1e-6  # values may differ by this share before one of them counts as higher
GROWTH, SHRINK = 5.0, 0.66  # how a bracket is looked for, and how much two secants must narrow it
FIRST, SECOND, MIDDLE = 0, 1, 2  # what the next trial is


def hager_zhang(f, x, d, fx, g, c1=0.1, c2=0.9, alpha=1.0):
    """A length that fulfils the Wolfe conditions, or the approximate ones; `Accepted`, one length per run.

    Approximate means (2 c1 − 1) φ′(0) ≥ φ′(α) ≥ c2 φ′(0) and φ(α) ≤ φ(0) + ε |φ(0)|, so the value may rise a
    little. Source: Hager & Zhang (2005), SIAM J. Optim. 16:170–192, steps L0–L3 with θ = 1/2, one trial at a time:
    secant, second secant, and the middle where both did not narrow the bracket by a third. Costs one value and one
    gradient per trial. When no length fits, the lower end of the bracket is taken.
    """
    line = x, d, fx, dot(g, d), c1, c2

    def look(a, x, d, where=None):
        ga = f.grad(x + a * d, where=where)
        return trial(a, f(x + a * d, where=where), dot(ga, d), ga)

    def fits(t, x, d, fx, slope, c1, c2):
        a, fa, sa = t[0], t[1], t[2]
        wolfe = fa - fx <= c1 * a * slope
        approximate = ((2 * c1 - 1) * slope >= sa) & no_higher(fa, fx)
        return (wolfe | approximate) & (sa >= c2 * slope)

    def below(t, x, d, fx, *_):
        return (t[2] < 0) & no_higher(t[1], fx)

    def too_short(i, low, t, *line):
        return ~fits(t, *line) & below(t, *line) & (i < STRETCHES)

    def stretch(i, low, t, x, d, *_):
        return i + 1, t, look(GROWTH * t[0], x, d)

    def unfit(k, done, low, high, wild, kind, width, a, x, d, *_):
        inner = middle(low, high)
        return ~done & (low[0] < inner) & (inner < high[0]) & (k < TRIALS) & ~same(x, d, low[0], high[0])

    def narrow(k, done, low, high, wild, kind, width, a, *line):
        inside = (low[0] < a) & (a < high[0])
        x, d, *_ = line
        t = look(a, x, d, where=inside)
        done = inside & fits(t, *line)
        up = done | below(t, *line)  # the lower end moves up, else the upper one down
        down = inside & ~up
        beyond = t[2] >= 0
        second = (kind == FIRST) & inside & (up | beyond)
        again = np.where(up, secant(low, t), secant(high, t))
        low, high = np.where(up, t, low), np.where(down, t, high)
        wild = np.where(down, ~beyond, wild)
        halve = wild | (~second & (kind != MIDDLE) & (high[0] - low[0] > SHRINK * width))
        a = np.where(second, again, np.where(halve, middle(low, high), secant(low, high)))
        width = np.where(second | halve, width, high[0] - low[0])
        kind = np.where(second | wild, SECOND, np.where(halve, MIDDLE, FIRST))
        return k + 1, done, low, high, wild, kind, width, a

    _, low, t = f.loop(too_short, stretch, (0, trial(0, fx, line[3], g), look(alpha, x, d)), line)
    done = fits(t, *line) | below(t, *line)  # or as far as we care to go
    low = np.where(done, t, low)
    wild = ~(t[2] >= 0)  # the upper end is too high, not past a minimum
    a = np.where(wild, middle(low, t), secant(low, t))
    start = (0, done, low, t, wild, np.where(wild, SECOND, FIRST), t[0] - low[0], a)
    return accept(x, d, f.loop(unfit, narrow, start, line)[2])


def no_higher(fa, fx):
    return fa <= fx + ROUNDING * np.abs(fx)


def middle(low, high):
    return low[0] + 0.5 * (high[0] - low[0])


def secant(s, t):
    """Where the line through the slopes at both trials is zero."""
    return (s[0] * t[2] - t[0] * s[2]) / (t[2] - s[2])
