"""Lagrange's equations solved exactly: every real critical point of a polynomial problem, with its multipliers.

In the plane the multipliers can be eliminated first. With one active constraint the gradients are parallel,
f_x c_y - f_y c_x = 0; with two the point is where both vanish; with none ∇f = 0. Each case is two polynomials in
x and y, and resultants turn it into polynomials in one unknown, whose real roots SymPy isolates exactly.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from sympy import Expr, Poly, Pow, Symbol, diff, expand, gcd, nsimplify, symbols

from surfaces.calculus import x, y
from surfaces.common_zeros import Zeros, common_zeros
from surfaces.critical import Critical, judged
from surfaces.problem import NO_MULTIPLIER, Constrained

ROOTS = 2  # different ones among the numbers, such as √2 and √3: their field grows with each
SECONDS = 5.0  # no further case is begun after this time

WHOLE_CURVE, NO_SLOPE = "a whole curve", "no slope along a curve"
TOO_LARGE, OUT_OF_TIME, NOT_POLYNOMIAL = "too large", "out of time", "not polynomial"


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
    for active in _active_sets(len(all_c), m):
        if time.monotonic() > deadline:
            return Answer(_by_value(found), OUT_OF_TIME)
        zeros = _candidates(f, [all_c[i] for i in active], problem.domain)
        on_curve = {p[:2]: p.kind for pair in zeros.curve if (p := judged(f, all_c, active, m, *pair))}
        if len(on_curve) > 1:
            note = note or (NO_SLOPE if set(on_curve.values()) == {NO_MULTIPLIER} else WHOLE_CURVE)
        note = note or (TOO_LARGE if zeros.too_large else "")
        for pair in zeros.points:
            if point := judged(f, all_c, active, m, *pair):
                key = (round(float(point.x), 9), round(float(point.y), 9))
                if key not in found or found[key].kind == NO_MULTIPLIER:
                    found[key] = point
    return Answer(_by_value(found), note)


def _active_sets(k: int, m: int) -> Iterator[list[int]]:
    """All equalities with none, one or two inequalities: in the plane no more can be needed."""
    for size in range(min(2, k - m) + 1):
        for chosen in combinations(range(m, k), size):
            yield [*range(m), *chosen]


def _is_algebraic(e: Expr) -> bool:
    """Are all numbers in a polynomial roots of polynomials themselves, as √2 is and π is not?"""
    domain = Poly(e, x, y, extension=True).domain
    return bool(domain.is_ZZ or domain.is_QQ or domain.is_AlgebraicField)


def _by_value(found: dict[tuple[float, float], Critical]) -> tuple[Critical, ...]:
    return tuple(sorted(found.values(), key=lambda p: (float(p.f), float(p.x), float(p.y))))


def _candidates(f: Expr, active: list[Expr], window: tuple) -> Zeros:
    """The real (x, y) where these constraints are zero and may hold the slope of f.

    Constraints that share a curve are one constraint there, as if it were given once.
    """
    if not active:
        return _zeros_of(diff(f, x), diff(f, y), window)
    if len(active) == 1:
        (c,) = active
        return _zeros_of(c, diff(f, x) * diff(c, y) - diff(f, y) * diff(c, x), window)
    first, second = (Poly(expand(c), x, y, extension=True) for c in active[:2])
    shared = Poly(gcd(first, second).as_expr(), x, y, extension=True)
    if shared.is_ground or first.is_zero or second.is_zero:
        return common_zeros(first, second, window)
    along = _candidates(f, [shared.sqf_part().as_expr(), *active[2:]], window)
    beside = common_zeros(first.quo(shared), second.quo(shared), window)
    return Zeros(along.points + beside.points, along.curve + beside.curve, along.too_large or beside.too_large)


def _zeros_of(p: Expr, q: Expr, window: tuple) -> Zeros:
    return common_zeros(Poly(expand(p), x, y, extension=True), Poly(expand(q), x, y, extension=True), window)
