"""What a line search hands back: the length it accepted and what it already knows there."""

from typing import NamedTuple

import numpy as np

from optim_core.method import Array

ROUNDING = 1e-13  # two values that differ by less, relative to them, count as equal


class Accepted(NamedTuple):
    alpha: Array  # (*runs) step length
    x: Array  # (n, *runs) the point reached
    fx: Array  # (*runs) value there
    g: Array  # (n, *runs) gradient there


def rounding(fx):
    """What a difference of values near fx may be wrong by, for searches that can go by the slope instead.

    Near a minimum the decrease that is asked for sinks below the last digits of f long before the gradient is zero.
    """
    return ROUNDING * np.abs(fx)
