"""Is a candidate a critical point? It must be allowed and its multipliers must have the right signs."""

from __future__ import annotations

from itertools import combinations
from typing import NamedTuple

from sympy import Expr, Float, Integer, atan2, cos, diff, nsimplify, radsimp, sin

from surfaces.calculus import x, y
from surfaces.common_zeros import DIGITS, ZERO
from surfaces.problem import NO_MULTIPLIER

Pair = tuple[Expr, Expr]

LONG = 60  # characters: beyond it a number is shown as a decimal


class Critical(NamedTuple):
    """A feasible point with ∇f + Σ λ ∇c = 0 and λ ≥ 0 for inequalities, or with gradients that admit no λ."""

    x: Expr
    y: Expr
    f: Expr
    multipliers: tuple[Expr, ...]  # one per constraint; empty where there are none
    kind: str  # "minimum", "maximum", "saddle", "undecided" or "no multiplier"


def judged(f: Expr, all_c: list[Expr], active: list[int], m: int, a: Expr, b: Expr) -> Critical | None:
    """The critical point at (a, b), if it is feasible and its multipliers have the right signs."""
    at = {x: a.evalf(DIGITS), y: b.evalf(DIGITS)}
    values = [c.subs(at) for c in all_c]
    if any(v > ZERO or (i < m and v < -ZERO) for i, v in enumerate(values)):
        return None
    lam = _multipliers(f, [all_c[i] for i in active], at)
    if lam is None:
        return _without(f, all_c, active, m, a, b, at)
    if any(v < -ZERO for i, v in zip(active, lam, strict=True) if i >= m):
        return None
    kind = _kind(f, all_c, active, m, at, lam)
    exact = _multipliers(f, [all_c[i] for i in active], {x: a, y: b}) if _is_short(a) and _is_short(b) else None
    shown = dict(zip(active, exact or lam, strict=True))
    multipliers = tuple(_tidy(shown[i]) if i in shown else Integer(0) for i in range(len(all_c)))
    return Critical(
        a, b, _tidy(f.subs({x: a, y: b}) if _is_short(a) and _is_short(b) else f.subs(at)), multipliers, kind
    )


def _multipliers(f: Expr, active: list[Expr], at: dict) -> list[Expr] | None:
    """λ of the active constraints at a candidate; None if their gradients cannot hold the slope of f.

    At most two of them carry it: in the plane any more gradients depend on those.
    """
    g = diff(f, x).subs(at), diff(f, y).subs(at)
    rows = [(diff(c, x).subs(at), diff(c, y).subs(at)) for c in active]
    for size in range(min(2, len(rows)) + 1):
        for chosen in combinations(range(len(rows)), size):
            held = _held(g, [rows[i] for i in chosen])
            if held is not None:
                return [held[chosen.index(i)] if i in chosen else g[0] * 0 for i in range(len(rows))]
    return None


def _held(g: Pair, rows: list[Pair]) -> list[Expr] | None:
    """The λ with g + Σ λ row = 0, for at most two rows that do not depend on each other."""
    gx, gy = g
    if not rows:
        return [] if _small(gx) and _small(gy) else None
    (a, b), (c, d) = rows[0], rows[-1]
    if len(rows) == 1:
        length = a * a + b * b
        return None if _small(length) or not _small(gx * b - gy * a) else [-(gx * a + gy * b) / length]
    det = a * d - b * c
    return None if _small(det) else [-(gx * d - gy * c) / det, -(gy * a - gx * b) / det]


def _small(number: Expr) -> bool:
    return bool(abs(number.evalf(DIGITS)) <= ZERO)


def _without(f: Expr, all_c: list[Expr], active: list[int], m: int, a: Expr, b: Expr, at: dict) -> Critical | None:
    """A point of Fritz John: the gradients of the constraints balance each other and leave f alone."""
    rows = [(diff(all_c[i], x).subs(at), diff(all_c[i], y).subs(at)) for i in active[:2]]
    one_way = len(rows) == 2 and rows[0][0] * rows[1][0] + rows[0][1] * rows[1][1] > ZERO
    if one_way and all(i >= m for i in active):
        return None
    return Critical(a, b, _tidy(f.subs(at)), (), NO_MULTIPLIER)


def _kind(f: Expr, all_c: list[Expr], active: list[int], m: int, at: dict, lam: list[Expr]) -> str:
    """The second-order type, by the Hessian of the Lagrangian on the directions the active constraints leave.

    Along constraints that hold; to the allowed side of those that touch with λ = 0 (Nocedal & Wright, eq. 12.53).
    """
    firm = [i for i, v in zip(active, lam, strict=True) if i < m or v > ZERO]
    L = f + sum(v * all_c[i] for i, v in zip(active, lam, strict=True))
    xx, xy, yy = (diff(L, s, t).subs(at) for s, t in ((x, x), (x, y), (y, y)))
    edges = [i for i, c in enumerate(all_c) if abs(c.subs(at)) <= ZERO]
    slopes = {i: (diff(all_c[i], x).subs(at), diff(all_c[i], y).subs(at)) for i in edges}
    angle = atan2(2 * xy, xx - yy) / 2 if xy or xx != yy else Integer(0)
    ways = [(cos(angle), sin(angle)), (-sin(angle), cos(angle)), *((-v, u) for u, v in slopes.values())]
    ways = [(sign * u.evalf(DIGITS), sign * v.evalf(DIGITS)) for u, v in ways for sign in (1, -1)]

    def is_open(way: Pair) -> bool:
        rises = {i: u * way[0] + v * way[1] for i, (u, v) in slopes.items()}
        return any(way) and all(abs(rise) <= ZERO if i in firm else rise <= ZERO for i, rise in rises.items())

    bends = [u * u * xx + 2 * u * v * xy + v * v * yy for u, v in filter(is_open, ways)]
    if all(bend > ZERO for bend in bends):
        return "minimum"
    if all(bend < -ZERO for bend in bends) and all(i < m for i in edges):
        return "maximum"
    return "saddle" if any(bend < -ZERO for bend in bends) else "undecided"


def _is_short(number: Expr) -> bool:
    return not hasattr(number, "poly") and len(str(number)) <= LONG


def _tidy(number: Expr) -> Expr:
    """Exact if that is short, else fifteen digits."""
    if number.has(Float):
        return Float(number, 15)
    number = radsimp(nsimplify(number)) if number.is_Rational else radsimp(number.expand())
    return number if len(str(number)) <= LONG else number.evalf(15)
