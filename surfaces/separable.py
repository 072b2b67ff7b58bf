"""If f is u(x) + v(y) or u(x) v(y), its stationary points form a lattice: that of the flat points of u and v."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import numpy as np
from sympy import Expr

from surfaces.calculus import derivative, with_conventions, x, y
from surfaces.kernels import compiled
from surfaces.surface import Stationary

KINDS = {(True, True): "min", (False, False): "max"}  # curved upwards along x, along y?
Window = tuple[tuple[float, float], tuple[float, float]]


def lattice(u: Expr, v: Expr, domain: Window) -> list[Stationary]:
    """Every stationary point of u(x) + v(y) inside the domain, with its kind."""
    points = product(flat_points(u, *domain[0]), flat_points(v.subs(y, x), *domain[1]))
    return [Stationary(a, b, KINDS.get((up_a, up_b), "saddle")) for (a, up_a), (b, up_b) in points]


def product_lattice(u: Expr, v: Expr, domain: Window) -> list[Stationary]:
    """The same for u(x) v(y): both factors are flat at its extrema, both are zero at its saddles."""
    v = v.subs(y, x)
    f, g = of_x(u), of_x(v)
    found = []
    for (a, up_a), (b, up_b) in product(flat_points(u, *domain[0]), flat_points(v, *domain[1])):
        curved = up_a == bool(g(b) > 0), up_b == bool(f(a) > 0)  # the signs of u'' v and of u v''
        found.append(Stationary(a, b, KINDS.get(curved, "saddle")))
    crossings = product(changes_of_sign(f, *domain[0]), changes_of_sign(g, *domain[1]))
    return found + [Stationary(a, b, "saddle") for (a, _), (b, _) in crossings]


def flat_points(u: Expr, low: float, high: float) -> list[tuple[float, bool]]:
    """Where u' changes its sign between low and high, and whether u is curved upwards there."""
    return changes_of_sign(of_x(derivative(with_conventions(u), x)), low, high)


def of_x(u: Expr) -> Callable:
    return compiled("of_x", [with_conventions(u)], ("x",))


def changes_of_sign(f: Callable, low: float, high: float, samples: int = 4001) -> list[tuple[float, bool]]:
    """The zeros that f crosses between low and high, to the last bit, and whether it crosses them upwards."""
    grid = np.linspace(low, high, samples)
    sign = np.sign(f(grid))
    exact = np.flatnonzero((sign[1:-1] == 0) & (sign[2:] * sign[:-2] < 0)) + 1
    found = [(float(grid[k]), bool(sign[k + 1] > 0)) for k in exact]
    between = np.flatnonzero(sign[1:] * sign[:-1] < 0)
    a, b, before = grid[between], grid[between + 1], sign[between]
    for _ in range(64):
        middle = (a + b) / 2
        left = np.sign(f(middle)) == before
        a, b = np.where(left, middle, a), np.where(left, b, middle)
    found += [(float(m), bool(s < 0)) for m, s in zip((a + b) / 2, before, strict=True)]
    return sorted(found)
