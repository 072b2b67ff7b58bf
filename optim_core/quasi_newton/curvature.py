"""What a step s and the turn y of the gradient say about the curvature between two points."""

import numpy as np

from optim_core.algebra import dot, norm
from optim_core.rules import flat

TINY = 1e-10  # a cosine between s and y below this is rounding, not curvature


def bends_up(s, y):
    """True where the slope grew along the step, sᵀy > 0: only then can an update stay positive definite."""
    return dot(s, y) > TINY * norm(s) * norm(y)


def first_scale(s, y):
    """The scale sᵀy / yᵀy of the inverse curvature just seen (N&W eq. 6.20); 1 where it is not positive."""
    up = bends_up(s, y)
    return np.where(up, dot(s, y) / np.where(up, dot(y, y), 1), 1)


def misled(still, g):
    """True where no step was found although the slope there is not zero: what was learned was wrong, and is dropped."""
    return still & ~flat(g)
