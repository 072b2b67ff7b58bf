"""When a run is over: it stands still on flat ground, or it has left the map for good."""

from __future__ import annotations

import numpy as np

from optim_core.algebra import largest
from optim_core.method import Array

STATUS = ("running", "converged", "diverged", "undefined")
RUNNING, CONVERGED, DIVERGED, UNDEFINED = range(4)

FAR = 1e8  # a coordinate beyond this counts as gone
STILL = 1e-13  # a step this small, relative to the point, counts as none
FLAT = 1e-6  # a gradient this small, where nothing moves any more, counts as zero


def escaped(x: Array) -> Array:
    """Too far away, or not a number any more: `(n, *runs) -> (*runs)` of bool."""
    return ~(largest(x) <= FAR)


def settled(x: Array, new: Array) -> Array:
    """The step from x to new is lost in rounding. Alone it proves nothing: perhaps no better point was found."""
    return largest(new - x) <= STILL * np.maximum(1, largest(x))


def flat(g: Array) -> Array:
    """The gradient is as good as zero."""
    return largest(g) <= FLAT
