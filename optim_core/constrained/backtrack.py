"""A step is taken back by halves until it pays: the search all methods for constraints share."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from optim_core.method import Array
from optim_core.oracle import Oracle

SHORTEST = 1e-12  # give up below this length
EDGE = 0.995  # a step goes at most this share of the way to a boundary
ENOUGH = 1e-4  # of what the slope promises
ROUNDING = 1e-14  # of the merit: a difference this small says nothing


def backtrack(f: Oracle, merit: Callable[[Array], Array], slope: Array, longest: Array | float = 1.0) -> Array:
    """The first of 1, ½, ¼, … of the longest step for which the merit falls enough; 0 if none pays.

    Enough is merit(α) ≤ merit(0) + 1e-4 α slope: Armijo's condition (Nocedal & Wright, Algorithm 3.1). A merit of NaN
    or infinity never pays, and where it begins so nothing does.
    """
    start = merit(0 * slope)
    bar = start + ROUNDING * np.abs(start)

    def too_long(alpha: Array, value: Array) -> Array:
        return ~(value <= bar + ENOUGH * alpha * slope) & (alpha > SHORTEST) & np.isfinite(start)

    def shorter(alpha: Array, value: Array) -> tuple[Array, Array]:
        return 0.5 * alpha, merit(0.5 * alpha)

    first = longest + 0 * slope
    alpha, value = f.loop(too_long, shorter, (first, merit(first)))
    return np.where(value <= bar + ENOUGH * alpha * slope, alpha, 0)


def room(v: Array, dv: Array) -> Array:
    """The longest step, at most 1, that leaves at least 0.005 of every entry of v."""
    whole = 1 + 0 * dv.sum(0)[None]
    return np.minimum.reduce(np.concatenate([whole, np.where(dv < 0, -EDGE * v / np.where(dv < 0, dv, -1), 1)]))
