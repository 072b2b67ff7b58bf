"""Lagrange's equations solved exactly: every real critical point of a polynomial problem, with its multipliers.

In the plane the multipliers can be eliminated first. With one active constraint the gradients are parallel,
f_x c_y - f_y c_x = 0; with two the point is where both vanish; with none ∇f = 0. Each case is two polynomials in
x and y, and resultants turn it into polynomials in one unknown, whose real roots SymPy isolates exactly.
"""

from __future__ import annotations

import time
from itertools import combinations
from typing import NamedTuple

from sympy import (
    Expr,
    Float,
    Integer,
    Poly,
    Pow,
    Rational,
    Symbol,
    diff,
    expand,
    gcd,
    nsimplify,
    radsimp,
    resultant,
    symbols,
)

from surfaces.calculus import x, y
from surfaces.problem import NO_MULTIPLIER, Constrained

DEGREE = 36  # of a resultant, times that of its numbers: beyond it the roots take too long
ROOTS = 2  # different ones among the numbers, such as √2 and √3: their field grows with each
SECONDS = 5.0  # no further case is begun after this time
DIGITS, ZERO = 40, Float("1e-18")  # numbers are compared with this many digits, and this counts as zero
LONG = 60  # characters: beyond it a number is shown as a decimal

WHOLE_CURVE, TOO_LARGE, OUT_OF_TIME, NOT_POLYNOMIAL = "a whole curve", "too large", "out of time", "not polynomial"


class Critical(NamedTuple):
    """A feasible point with ∇f + Σ λ ∇c = 0 and λ ≥ 0 for inequalities, or with gradients that admit no λ."""

    x: Expr
    y: Expr
    f: Expr
    multipliers: tuple[Expr, ...]  # one per constraint; empty where there are none
    kind: str  # "minimum", "maximum", "saddle", "undecided" or "no multiplier"


class Answer(NamedTuple):
    """The critical points, and why there may be more."""

    points: tuple[Critical, ...]
    note: str = ""


def equations(problem: Constrained) -> tuple[tuple[Expr, ...], tuple[Symbol, ...]]:
    """The n + k equations ∇f + Σ λ ∇c = 0, c = 0 and their unknowns, all constraints taken as active."""
    names, all_c = multiplier_symbols(problem), constraints_of(problem)
    L = problem.objective + sum(s * c for s, c in zip(names, all_c, strict=True))
    return (diff(L, x), diff(L, y), *all_c), (x, y, *names)


def multiplier_symbols(problem: Constrained) -> tuple[Symbol, ...]:
    """λ for equalities, μ for inequalities, numbered where there are several."""
    m, k = problem.n_equalities, problem.n_constraints - problem.n_equalities
    return (*_numbered("lambda", m), *_numbered("mu", k))


def _numbered(name: str, n: int) -> tuple[Symbol, ...]:
    return (Symbol(name, real=True),) if n == 1 else tuple(symbols(f"{name}_1:{n + 1}", real=True))


def constraints_of(problem: Constrained) -> list[Expr]:
    """All constraints, with their levels subtracted."""
    exprs = (*problem.equalities, *problem.inequalities)
    return [c - nsimplify(level, rational=True) for c, level in zip(exprs, problem.levels, strict=True)]


def critical_points(problem: Constrained, seconds: float = SECONDS) -> Answer:
    """Every real solution of the conditions, active set by active set; bounded in degree and in time."""
    f, all_c, m = problem.objective, constraints_of(problem), problem.n_equalities
    if not all(e.is_polynomial(x, y) for e in (f, *all_c)):
        return Answer((), NOT_POLYNOMIAL)
    if len({root for e in (f, *all_c) for root in e.atoms(Pow) if root.is_number}) > ROOTS:
        return Answer((), TOO_LARGE)
    if not all(_is_algebraic(e) for e in (f, *all_c)):
        return Answer((), NOT_POLYNOMIAL)
    deadline, note = time.monotonic() + seconds, ""
    found: dict[tuple[float, float], Critical] = {}
    for size in range(max(0, min(2, len(all_c)) - m) + 1):
        for chosen in combinations(range(m, len(all_c)), size):
            if time.monotonic() > deadline:
                return Answer(_by_value(found), OUT_OF_TIME)
            active = [*range(m), *chosen]
            pairs, why = _candidates(f, [all_c[i] for i in active], problem.domain)
            points = [point for pair in pairs if (point := _judged(f, all_c, active, m, *pair))]
            if why == WHOLE_CURVE:  # pairs are samples of it: it counts if some of them do
                points, why = [], WHOLE_CURVE if points else ""
            note = note or why
            for point in points:
                key = (round(float(point.x), 9), round(float(point.y), 9))
                if key not in found or found[key].kind == NO_MULTIPLIER:
                    found[key] = point
    return Answer(_by_value(found), note)


def _is_algebraic(e: Expr) -> bool:
    """Are all numbers in a polynomial roots of polynomials themselves, as √2 is and π is not?"""
    domain = Poly(e, x, y, extension=True).domain
    return bool(domain.is_ZZ or domain.is_QQ or domain.is_AlgebraicField)


def _by_value(found: dict[tuple[float, float], Critical]) -> tuple[Critical, ...]:
    return tuple(sorted(found.values(), key=lambda p: (float(p.f), float(p.x), float(p.y))))


def _candidates(f: Expr, active: list[Expr], window: tuple) -> tuple[list[tuple[Expr, Expr]], str]:
    """The real (x, y) where these constraints are zero and may hold the slope of f; and why some are missing."""
    if not active:
        p, q = diff(f, x), diff(f, y)
    elif len(active) == 1:
        (q,) = active
        p = diff(f, x) * diff(q, y) - diff(f, y) * diff(q, x)
    else:
        p, q = active[:2]
    first, second = (Poly(expand(e), x, y, extension=True) for e in (p, q))
    return _common_zeros(first, second, window)


def _common_zeros(p: Poly, q: Poly, window: tuple) -> tuple[list[tuple[Expr, Expr]], str]:
    """Real common zeros of two polynomials: roots of either resultant, paired where both polynomials vanish."""
    if any(e.is_ground and not e.is_zero for e in (p, q)):
        return [], ""
    shared = q if p.is_zero else p if q.is_zero else Poly(gcd(p, q), x, y)
    if not shared.is_ground:
        return _samples(shared, window), WHOLE_CURVE
    if p.total_degree() * q.total_degree() * _extension(p, q) > DEGREE:
        return [], TOO_LARGE
    across, up = (_roots_along(p, q, keep, drop) for keep, drop in ((x, y), (y, x)))
    exact = [(a, b, a.evalf(DIGITS), b.evalf(DIGITS)) for a in across for b in up]
    return [(a, b) for a, b, u, v in exact if _vanishes(p, u, v) and _vanishes(q, u, v)], ""


def _extension(p: Poly, q: Poly) -> int:
    """The degree of the field of their numbers: 1 for rational ones, 2 with √2, 4 with √2 and √3."""
    domain = p.domain.unify(q.domain)
    return int(domain.mod.degree()) if domain.is_AlgebraicField else 1


def _roots_along(p: Poly, q: Poly, keep: Symbol, drop: Symbol) -> list[Expr]:
    """What the coordinate `keep` of a common zero can be."""
    alone = [e for e in (p, q) if not e.as_expr().has(drop)]
    one = alone[0].as_expr() if alone else resultant(p.as_expr(), q.as_expr(), drop)
    poly = Poly(one, keep, extension=True)
    return list(dict.fromkeys(poly.real_roots())) if poly.degree() > 0 else []


def _samples(curve: Poly, window: tuple) -> list[tuple[Expr, Expr]]:
    """Points of a curve in the window, on a few lines of either direction."""
    found = []
    for axis, (keep, drop) in enumerate(((x, y), (y, x))):
        low, high = (nsimplify(v, rational=True) for v in window[axis])
        for i in range(1, 12):
            at = low + (high - low) * Rational(i, 12)
            line = Poly(curve.as_expr().subs(keep, at), drop, extension=True)
            found += [(at, r) if axis == 0 else (r, at) for r in (line.real_roots() if line.degree() > 0 else [])]
    return found


def _vanishes(p: Poly, a: Expr, b: Expr) -> bool:
    """Is p(a, b) = 0, up to what rounding can do to its largest term?"""
    terms = [coefficient * a**i * b**j for (i, j), coefficient in p.terms()]
    return bool(abs(sum(terms)) <= ZERO * max(1, *(abs(t) for t in terms)))


def _judged(f: Expr, all_c: list[Expr], active: list[int], m: int, a: Expr, b: Expr) -> Critical | None:
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
