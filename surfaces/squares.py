"""Many surfaces are sums of squares, and some methods live on that: the parts are read off the formula."""

from __future__ import annotations

from collections.abc import Collection

from sympy import Add, Expr, Mul, Pow, sqrt


def residuals_of(formula: Expr, positive: Collection[str] = ()) -> tuple[Expr, ...]:
    """The r with formula = Σ rᵢ², or () if it is not written as a sum of squares.

    `positive` names the knobs that are never negative. Nothing is searched for: `(1-x)**2 + b*(y-x**2)**2` is such
    a sum, and the same polynomial multiplied out is not.
    """
    parts = [_root(term, positive) for term in _terms(formula)]
    return tuple(parts) if parts and all(part is not None for part in parts) else ()


def _terms(formula: Expr) -> list[Expr]:
    """The terms of a sum; a factor in front of a sum goes to each of them."""
    if formula.is_Mul:
        sums = [factor for factor in formula.args if factor.is_Add]
        if len(sums) == 1:
            rest = Mul(*[factor for factor in formula.args if factor is not sums[0]])
            return [rest * term for term in sums[0].args]
    return list(Add.make_args(formula))


def _root(term: Expr, positive: Collection[str]) -> Expr | None:
    """The r with r² = term, if the term is a positive number, and knobs, times a square."""
    root: Expr = Mul()
    for factor in Mul.make_args(term):
        if isinstance(factor, Pow) and factor.exp.is_Integer and factor.exp > 0 and factor.exp % 2 == 0:
            root *= factor.base ** (factor.exp / 2)
        elif factor.is_positive or (factor.is_Symbol and factor.name in positive):
            root *= sqrt(factor)
        else:
            return None
    return root
