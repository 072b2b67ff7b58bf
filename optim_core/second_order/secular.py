"""Steps −(H + μI)⁻¹ g for all shifts μ at once: in the eigenvectors of H they are one division each."""

from typing import NamedTuple

import numpy as np

from optim_core.algebra import dot, eigh, matvec, norm, transpose
from optim_core.method import Array

ROUNDS, EXACT = 60, 1e-12  # of Newton's method for μ, and how well ‖p‖ must agree


class Spectrum(NamedTuple):
    lowest: Array  # (*runs) lowest eigenvalue of H
    values: Array  # (n, *runs) the eigenvalues
    gaps: Array  # (n, *runs) how far each is above the lowest
    c: Array  # (n, *runs) the gradient in the eigenvectors
    Q: Array  # (n, n, *runs) the eigenvectors, columns


def spectrum(g, H):
    values, Q = eigh(H)
    lowest = np.minimum.reduce(values)
    return Spectrum(lowest, values, values - lowest, matvec(transpose(Q), g), Q)


def shifted(s, nu):
    """−(H + μI)⁻¹ g in the eigenvectors, with ν = μ + lowest, so that nothing cancels next to the singular shift."""
    return np.where(s.c == 0, 0, -s.c / (s.gaps + nu))


def solve_secular(s, f, nu, target, target_slope):
    """Newton's method for 1/‖p(ν)‖ = 1/target(ν), from a ν where ‖p‖ is too large.

    Both sides are concave and rising in ν, so the iterates go up to the solution and never beyond
    (Conn, Gould & Toint 2000, §7.3.3). `target_slope` is the derivative of 1/target.
    """

    def too_long(k, nu):
        return (norm(shifted(s, nu)) > (1 + EXACT) * target(nu)) & (k < ROUNDS)

    def improve(k, nu):
        p = shifted(s, nu)
        size = norm(p)
        bend = dot(p, np.where(p == 0, 0, p / (s.gaps + nu))) / (size * size * size)
        return k + 1, nu + (1 / target(nu) - 1 / size) / (bend - target_slope(nu))

    return f.loop(too_long, improve, (0, nu))[1]


def completed(s, nu, size):
    """The step in the coordinates of g. In the hard case, where H + μI is singular and ‖p‖ < size, the rest of the
    way is gone along an eigenvector of the lowest curvature."""
    p = shifted(s, nu)
    rest = np.sqrt(np.maximum(size * size - dot(p, p), 0))
    hard = (s.lowest < 0) & (nu <= 0)
    parts = []
    for gap, part in zip(s.gaps, p):
        here = hard & (gap == 0)
        parts.append(np.where(here, rest, part))
        hard = hard & ~here
    return matvec(s.Q, np.stack(parts))
