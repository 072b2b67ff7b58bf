"""If f(x, y) = u(x) + v(y), its stationary points are the lattice of those of u and v."""

from __future__ import annotations

from itertools import product

import numpy as np
from sympy import Expr

from surfaces.calculus import x, y
from surfaces.kernels import compiled
from surfaces.surface import Stationary

KINDS = {(True, True): "min", (False, False): "max"}  # is u, is v curved upwards there?


def lattice(u: Expr, v: Expr, domain: tuple[tuple[float, float], tuple[float, float]]) -> list[Stationary]:
    """Every stationary point of u(x) + v(y) inside the domain, with its kind."""
    points = product(critical_points(u, *domain[0]), critical_points(v.subs(y, x), *domain[1]))
    return [Stationary(a, b, KINDS.get((up_a, up_b), "saddle")) for (a, up_a), (b, up_b) in points]


def critical_points(u: Expr, low: float, high: float, samples: int = 4001) -> list[tuple[float, bool]]:
    """The zeros of u' between low and high, and whether u is curved upwards there (u' changes from - to +).

    Found by the changes of sign of u' on a grid and halved down to the last bit.
    """
    slope = compiled("slope", [u.diff(x)], ("x",))
    grid = np.linspace(low, high, samples)
    at = np.sign(slope(grid))
    exact = np.flatnonzero(at[1:-1] == 0) + 1
    change = np.flatnonzero(at[1:] * at[:-1] < 0)
    found = [(float(grid[k]), bool(at[k + 1] > 0)) for k in exact]
    a, b, before = grid[change], grid[change + 1], at[change]
    for _ in range(64):
        middle = (a + b) / 2
        left = np.sign(slope(middle)) == before
        a, b = np.where(left, middle, a), np.where(left, b, middle)
    found += [(float(m), bool(s < 0)) for m, s in zip((a + b) / 2, before, strict=True)]
    return sorted(found)
