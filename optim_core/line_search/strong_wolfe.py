"""Strong Wolfe search: stretch the step until it brackets a good one, then zoom in."""

import numpy as np

from optim_core.algebra import dot
from optim_core.line_search.accepted import Accepted, rounding
from optim_core.line_search.same import same

STRETCHES, ZOOMS = 30, 60  # trials before the best point so far is taken


def strong_wolfe(f, x, d, fx, g, c1=1e-4, c2=0.9, alpha=1.0):
    """A length with φ(α) ≤ φ(0) + c1 α φ′(0) and |φ′(α)| ≤ c2 |φ′(0)|; `Accepted`, one length per run.

    Source: Nocedal & Wright (2006), Algorithms 3.5 (doubling) and 3.6 (zoom by cubic, quadratic, bisection);
    the safeguards are those of SciPy's `line_search_wolfe2`, but the margins hold for a bracket whose best end is
    the right one too (there SciPy's have the wrong sign, and a cubic may leave the bracket). Costs one value per
    trial, and one gradient where the first condition holds. When no such length is found, the best end is taken.
    """
    slope = dot(g, d)
    line = x, d, fx, slope, c1, c2

    def look(a, best, x, d, fx, slope, c1, c2):
        """Value at a, whether a is too long, gradient (only asked for where it is not), slope there."""
        fa = f(x + a * d)
        long = ~(fa <= fx + c1 * a * slope + rounding(fx)) | (fa >= best + rounding(fx))
        ga = f.grad(x + a * d, where=~long)
        return fa, long, ga, dot(ga, d)

    def fits(long, sa, slope, c2):
        return ~long & (np.abs(sa) <= -c2 * slope)

    def still_downhill(i, low, f_low, s_low, g_low, a, fa, long, ga, sa, x, d, fx, slope, c1, c2):
        return ~long & ~fits(long, sa, slope, c2) & (sa < 0) & (i < STRETCHES)

    def stretch(i, low, f_low, s_low, g_low, a, fa, long, ga, sa, *line):
        return i + 1, a, fa, sa, ga, 2 * a, *look(2 * a, fa, *line)

    def bracketed(j, done, low, f_low, s_low, g_low, high, f_high, old, f_old, x, d, *_):
        return ~done & (j < ZOOMS) & ~same(x, d, low, high)

    def zoom(j, done, low, f_low, s_low, g_low, high, f_high, old, f_old, x, d, fx, slope, c1, c2):
        a = between(j, low, f_low, s_low, high, f_high, old, f_old)
        fa, long, ga, sa = look(a, f_low, x, d, fx, slope, c1, c2)
        turned = ~long & (sa * (high - low) >= 0)
        old, f_old = np.where(long | turned, high, low), np.where(long | turned, f_high, f_low)
        high = np.where(long, a, np.where(turned, low, high))
        f_high = np.where(long, fa, np.where(turned, f_low, f_high))
        low, f_low, s_low = np.where(long, low, a), np.where(long, f_low, fa), np.where(long, s_low, sa)
        return j + 1, fits(long, sa, slope, c2), low, f_low, s_low, np.where(long, g_low, ga), high, f_high, old, f_old

    first = look(alpha, np.inf, *line)
    _, *low, a, fa, long, ga, sa = f.loop(still_downhill, stretch, (0, 0.0, fx, slope, g, alpha, *first), line)
    before, f_before, s_before, g_before = low
    low = np.where(long, before, a), np.where(long, f_before, fa), np.where(long, s_before, sa)
    g_low = np.where(long, g_before, ga)
    high = np.where(long, a, before), np.where(long, fa, f_before)
    done = fits(long, sa, slope, c2) | (~long & (sa < 0))
    _, _, alpha, f_new, _, g_new, *_ = f.loop(bracketed, zoom, (0, done, *low, g_low, *high, 0.0, fx), line)
    return Accepted(alpha, x + alpha * d, f_new, g_new)


def between(j, low, f_low, s_low, high, f_high, old, f_old):
    """Where to look next: the minimiser of a cubic, else of a parabola, else the middle.

    A minimiser is refused outside the bracket or too near to its ends (0.2 and 0.1 of its width).
    """
    width = high - low
    left, right, margin = np.minimum(low, high), np.maximum(low, high), np.abs(width)
    cubic = cubic_minimum(low, f_low, s_low, high, f_high, old, f_old)
    parabola = low - s_low / (2 * (f_high - f_low - s_low * width) / (width * width))
    use_cubic = (j > 0) & (cubic <= right - 0.2 * margin) & (cubic >= left + 0.2 * margin)
    use_parabola = (parabola <= right - 0.1 * margin) & (parabola >= left + 0.1 * margin)
    return np.where(use_cubic, cubic, np.where(use_parabola, parabola, low + 0.5 * width))


def cubic_minimum(a, fa, slope, b, fb, c, fc):
    """Minimiser of the cubic through (a, fa) with this slope there, (b, fb) and (c, fc)."""
    db, dc = b - a, c - a
    rest_b, rest_c = fb - fa - slope * db, fc - fa - slope * dc
    scale = (db * dc) * (db * dc) * (db - dc)
    A = (dc * dc * rest_b - db * db * rest_c) / scale
    B = (-(dc * dc * dc) * rest_b + db * db * db * rest_c) / scale
    return a + (-B + np.sqrt(B * B - 3 * A * slope)) / (3 * A)
