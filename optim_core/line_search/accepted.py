"""What a line search hands back: the length it accepted and what it already knows there."""

from typing import NamedTuple

from optim_core.method import Array


class Accepted(NamedTuple):
    alpha: Array  # (*runs) step length
    x: Array  # (n, *runs) the point reached
    fx: Array  # (*runs) value there
    g: Array  # (n, *runs) gradient there
