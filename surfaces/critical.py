"""Is a candidate a critical point? It must be allowed and its multipliers must have the right signs."""

from __future__ import annotations

from typing import NamedTuple

from sympy import Expr, Float, Integer, diff, nsimplify, radsimp

from surfaces.calculus import x, y
from surfaces.common_zeros import DIGITS, ZERO
from surfaces.problem import NO_MULTIPLIER

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
    lam = _multipliers(f, [all_c[i] for i in active], at) if len(active) <= 2 else None  # in the plane more depend
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
    """λ of the active constraints at a candidate; None if their gradients cannot hold the slope of f."""
    gx, gy = (diff(f, s).subs(at) for s in (x, y))
    rows = [(diff(c, x).subs(at), diff(c, y).subs(at)) for c in active[:2]]
    if len(rows) < 2:
        length = sum((u * u + v * v for u, v in rows), Integer(0))
        if _small(length):
            return [gx * 0 for _ in rows] if _small(gx) and _small(gy) else None
        return [-(gx * u + gy * v) / length for u, v in rows]
    (a, b), (c, d) = rows
    det = a * d - b * c
    if _small(det):
        return [gx * 0, gx * 0] if _small(gx) and _small(gy) else None
    return [-(gx * d - gy * c) / det, -(gy * a - gx * b) / det]


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
    """The second-order type, by the Hessian of the Lagrangian on the directions the active constraints leave."""
    firm = [i for i, v in zip(active, lam, strict=True) if i < m or v > ZERO]  # constraints that really hold
    L = f + sum(v * all_c[i] for i, v in zip(active, lam, strict=True))
    xx, xy, yy = (diff(L, s, t).subs(at) for s, t in ((x, x), (x, y), (y, y)))
    if len(firm) >= 2:
        return "minimum"
    if len(firm) == 1:
        u, v = -diff(all_c[firm[0]], y).subs(at), diff(all_c[firm[0]], x).subs(at)
        bend = u * u * xx + 2 * u * v * xy + v * v * yy
        if abs(bend) <= ZERO:
            return "undecided"
        return "minimum" if bend > 0 else "maximum" if firm[0] < m else "saddle"
    det, trace = xx * yy - xy * xy, xx + yy
    on_edge = any(abs(c.subs(at)) <= ZERO for c in all_c)
    if det > ZERO:
        return "minimum" if trace > 0 else "undecided" if on_edge else "maximum"
    return "saddle" if det < -ZERO and not on_edge else "undecided"


def _is_short(number: Expr) -> bool:
    return not hasattr(number, "poly") and len(str(number)) <= LONG


def _tidy(number: Expr) -> Expr:
    """Exact if that is short, else fifteen digits."""
    if number.has(Float):
        return Float(number, 15)
    number = radsimp(nsimplify(number)) if number.is_Rational else radsimp(number.expand())
    return number if len(str(number)) <= LONG else number.evalf(15)
