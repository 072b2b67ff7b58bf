"""A line search can only go down: where a direction does not, the steepest one stands in for it."""

import numpy as np

from optim_core.algebra import dot


def goes_down(g, d):
    """True where the direction d has a finite negative slope under the gradient g."""
    slope = dot(g, d)
    return (slope < 0) & (slope > -np.inf)


def downhill(g, d):
    """d where it goes down, else −g."""
    return np.where(goes_down(g, d), d, -g)
