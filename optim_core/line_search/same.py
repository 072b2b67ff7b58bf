"""Where two lengths lead to neighbouring numbers, no search finds anything between them."""

import numpy as np

SPACING = np.finfo(float).eps  # of neighbouring numbers, relative to them


def same(x, d, a, b):
    """True where x + a d and x + b d differ in the last digit at most: there is no other point in between."""
    p, q = x + a * d, x + b * d
    return np.maximum.reduce(np.abs(p - q) - SPACING * np.abs(p)) <= 0
