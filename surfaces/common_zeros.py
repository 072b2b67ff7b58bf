"""Where two polynomials in x and y vanish together, exactly: a resultant leaves one unknown, and isolates its roots."""

from __future__ import annotations

from typing import NamedTuple

from sympy import Expr, Float, Poly, Rational, Symbol, gcd, nsimplify, resultant

from surfaces.calculus import x, y

DEGREE = 36  # of a resultant, times that of its numbers: beyond it the roots take too long
DIGITS, ZERO = 40, Float("1e-18")  # numbers are compared with this many digits, and this counts as zero

Pairs = list[tuple[Expr, Expr]]


class Zeros(NamedTuple):
    """Isolated real zeros, samples of a curve both polynomials share, and whether they were too large to be solved."""

    points: Pairs
    curve: Pairs
    too_large: bool = False


def common_zeros(p: Poly, q: Poly, window: tuple) -> Zeros:
    """Real common zeros of two polynomials: roots of either resultant, paired where both polynomials vanish."""
    if any(e.is_ground and not e.is_zero for e in (p, q)):
        return Zeros([], [])
    shared = q if p.is_zero else p if q.is_zero else Poly(gcd(p, q).as_expr(), x, y, extension=True)
    if not shared.is_ground:
        rest = Zeros([], []) if p.is_zero or q.is_zero else common_zeros(p.quo(shared), q.quo(shared), window)
        return rest._replace(curve=_samples(shared, window))
    if p.total_degree() * q.total_degree() * _extension(p, q) > DEGREE:
        return Zeros([], [], too_large=True)
    across, up = (_roots_along(p, q, keep, drop) for keep, drop in ((x, y), (y, x)))
    exact = [(a, b, a.evalf(DIGITS), b.evalf(DIGITS)) for a in across for b in up]
    return Zeros([(a, b) for a, b, u, v in exact if _vanishes(p, u, v) and _vanishes(q, u, v)], [])


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


def _samples(curve: Poly, window: tuple) -> Pairs:
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
