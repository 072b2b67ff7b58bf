"""A trial of a line search as one array, so that an end of a bracket is replaced in one line."""

import numpy as np

from optim_core.line_search.accepted import Accepted


def trial(a, fa, sa, ga):
    """Length, value, slope and gradient, `(3 + n, *runs)`: taken apart again as `a, fa, sa, *ga`."""
    zero = np.zeros_like(sa)
    return np.concatenate([np.stack([a + zero, fa + zero, sa]), ga])


def accept(x, d, t):
    """Hand back this trial."""
    return Accepted(t[0], x + t[0] * d, t[1], t[3:])
