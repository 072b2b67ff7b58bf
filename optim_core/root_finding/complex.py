"""A complex number is a point of the plane, and a real one lies on its axis: arithmetic on coordinates `(2, *runs)`."""

from __future__ import annotations

import numpy as np

from optim_core.method import Array


def product(a: Array, b: Array) -> Array:
    """The product of two complex numbers, `(2, *runs)`."""
    (p, q), (r, s) = a, b
    return np.stack([p * r - q * s, p * s + q * r])


def over(a: Array, b: Array) -> Array:
    """The quotient of two complex numbers, `(2, *runs)`; 0 where a is 0, NaN or infinite where only b is.

    Of real numbers it is their plain quotient to the last bit. Source: Smith (1962), Communications of the ACM 5:435.
    """
    (p, q), (r, s) = a, b
    flat = np.abs(r) >= np.abs(s)
    slant = np.where(flat, s, r) / np.where(flat, r, s)
    length = np.where(flat, r + s * slant, r * slant + s)
    real = np.where(flat, p + q * slant, p * slant + q) / length
    imaginary = np.where(flat, q - p * slant, q * slant - p) / length
    return np.where((p == 0) & (q == 0), 0, np.stack([real, imaginary]))
