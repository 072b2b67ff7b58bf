"""Moré–Thuente: a bracket that always shrinks, and a cubic that usually knows where to look in it."""

import numpy as np

from optim_core.algebra import dot
from optim_core.line_search.accepted import Accepted, rounding
from optim_core.line_search.same import same

TRIALS = 100
SHORTEST, LONGEST = 1e-100, 1e10
NARROW = 1e-14  # a bracket this small, relative to its far end, is as good as a point


def more_thuente(f, x, d, fx, g, c1=1e-4, c2=0.9, alpha=1.0):
    """A length with φ(α) ≤ φ(0) + c1 α φ′(0) and |φ′(α)| ≤ c2 |φ′(0)|; `Accepted`, one length per run.

    Source: Moré & Thuente (1994), ACM TOMS 20:286–307, in the form of MINPACK-2's `dcsrch`. A point is (α, value,
    slope); `near` is the best end of the bracket, `far` the other. Until a trial has paid and gone past a minimum,
    the cubics are fitted to ψ(α) = φ(α) − c1 α φ′(0). Costs one value and one gradient per trial. A trial without a
    finite value is halved. When no length fits, the best is taken; 0 where the direction does not go down.
    """
    slope = dot(g, d)

    def finite(a, *line):
        """The first trial with a finite value on the way back, and that value."""
        lost = lambda a, fa, back, x, d: ~np.isfinite(fa) & (np.abs(a - back) > 1e-20)  # noqa: E731
        halve = lambda a, fa, back, x, d: (0.5 * (a + back), f(x + 0.5 * (a + back) * d))  # noqa: E731
        _, x, d = line
        return f.loop(lost, halve, (a, f(x + a * d)), line)

    def unfit(k, over, *_):
        return ~over & (k < TRIALS)

    def look(
        k, over, best, f_best, g_best, early, bracket, near, far, gap, last_gap, low, high, a, x, d, fx, slope, c1, c2
    ):
        a, fa = finite(a, near[0], x, d)
        ga = f.grad(x + a * d)
        sa, enough = dot(ga, d), c1 * slope
        pays = fa <= fx + a * enough + rounding(fx)
        over = pays & (np.abs(sa) <= -c2 * slope) | (pays & (sa <= enough) & (a >= LONGEST))
        better = over | ~(fa > near[1])
        best, f_best, g_best = np.where(better, a, best), np.where(better, fa, f_best), np.where(better, ga, g_best)
        early = early & ~(pays & (sa >= 0))
        tilt = np.where(early & (fa <= near[1]) & ~pays, enough, 0)  # fit ψ instead of φ
        trial = np.stack([a, fa, sa])
        ends = tilted(near, tilt), tilted(far, tilt)
        near, far, bracket, a = cut(*ends, tilted(trial, tilt), bracket, low, high)
        near, far = tilted(near, -tilt), tilted(far, -tilt)
        width = np.abs(far[0] - near[0])
        a = np.where(bracket & (width >= 0.66 * last_gap), near[0] + 0.5 * (far[0] - near[0]), a)
        last_gap, gap = np.where(bracket, gap, last_gap), np.where(bracket, width, gap)
        low = np.where(bracket, np.minimum(near[0], far[0]), a + 1.1 * (a - near[0]))
        high = np.where(bracket, np.maximum(near[0], far[0]), a + 4 * (a - near[0]))
        a = np.clip(a, SHORTEST, LONGEST)
        closed = (high - low <= NARROW * high) | same(x, d, low, high)
        over = over | (bracket & ((a <= low) | (a >= high) | closed))
        return k + 1, over, best, f_best, g_best, early, bracket, near, far, gap, last_gap, low, high, a

    zero, yes = 0 * slope, slope < 0
    origin = np.stack([zero, fx, slope])
    start = (0, ~yes, zero, fx, g, yes, ~yes, origin, origin, LONGEST, 2 * LONGEST, zero, 5 * alpha, alpha + zero)
    _, _, alpha, f_new, g_new, *_ = f.loop(unfit, look, start, (x, d, fx, slope, c1, c2))
    return Accepted(alpha, x + alpha * d, f_new, g_new)


def tilted(point, tilt):
    """The same point of the function less `tilt` times α."""
    a, fa, sa = point
    return np.stack([a, fa - a * tilt, sa - tilt])


def cut(near, far, trial, bracket, low, high):
    """The new ends, whether they bracket a minimum, and the next trial (MINPACK-2's `dcstep`, same four cases)."""
    (x, fx, dx), (y, fy, dy), (p, fp, dp) = near, far, trial
    higher, turned, eased = fp > fx, np.sign(dp) * np.sign(dx) < 0, np.abs(dp) < np.abs(dx)
    forward = p > x

    theta = 3.0 * (fx - fp) / (p - x) + dx + dp
    s = np.maximum(np.maximum(np.abs(theta), np.abs(dx)), np.abs(dp))
    radicand = (theta / s) ** 2 - (dx / s) * (dp / s)
    gamma = s * np.sqrt(np.where(higher | turned, radicand, np.maximum(0, radicand)))
    secant = p + (dp / (dp - dx)) * (x - p)

    # 1. a higher value: the cubic's minimum, or half-way from it to the parabola's
    root = np.where(p < x, -gamma, gamma)
    cubic = x + (((root - dx) + theta) / (((root - dx) + root) + dp)) * (p - x)
    parabola = x + ((dx / ((fx - fp) / (p - x) + dx)) / 2.0) * (p - x)
    first = np.where(np.abs(cubic - x) <= np.abs(parabola - x), cubic, cubic + (parabola - cubic) / 2.0)

    # 2. lower, but past the minimum: the cubic's or the secant's, whichever is farther from the trial
    root = np.where(forward, -gamma, gamma)
    cubic = p + (((root - dp) + theta) / (((root - dp) + root) + dx)) * (x - p)
    second = np.where(np.abs(cubic - p) > np.abs(secant - p), cubic, secant)

    # 3. lower and flatter: the nearer of both in a bracket, the farther outside
    r = ((root - dp) + theta) / ((root + (dx - dp)) + root)
    cubic = np.where((r < 0) & (root != 0), p + r * (x - p), np.where(forward, high, low))
    closer = np.abs(cubic - p) < np.abs(secant - p)
    inner, limit = np.where(closer, cubic, secant), p + 0.66 * (y - p)
    inner = np.where(forward, np.minimum(limit, inner), np.maximum(limit, inner))
    farther = np.abs(cubic - p) > np.abs(secant - p)
    third = np.where(bracket, inner, np.clip(np.where(farther, cubic, secant), low, high))

    # 4. lower and at least as steep: the cubic on the far side in a bracket, else as far as allowed
    theta = 3.0 * (fp - fy) / (y - p) + dy + dp
    s = np.maximum(np.maximum(np.abs(theta), np.abs(dy)), np.abs(dp))
    gamma = s * np.sqrt((theta / s) ** 2 - (dy / s) * (dp / s))
    root = np.where(p > y, -gamma, gamma)
    cubic = p + (((root - dp) + theta) / (((root - dp) + root) + dy)) * (y - p)
    fourth = np.where(bracket, cubic, np.where(forward, high, low))

    new_far = np.where(higher, trial, np.where(turned, near, far))
    new_near = np.where(higher, near, trial)
    step = np.where(higher, first, np.where(turned, second, np.where(eased, third, fourth)))
    return new_near, new_far, bracket | higher | turned, step
