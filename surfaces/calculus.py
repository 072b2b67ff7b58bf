"""A derivative is exact where the function is smooth; at a kink a convention must be named, and here it is."""

from __future__ import annotations

from functools import reduce

import sympy
from sympy import Abs, Add, Expr, Function, Max, Min, Mul, Piecewise, Pow, Rational, S, Symbol, exp, log
from sympy.logic.boolalg import Boolean

x, y = Symbol("x", real=True), Symbol("y", real=True)  # the two coordinates of every surface
z = Symbol("z")  # the unknown of a complex equation


class Reciprocal(Function):
    """1/r, and 0 at r = 0: the pseudo-inverse of a number."""

    def fdiff(self, argindex: int = 1) -> Expr:
        return -(Reciprocal(self.args[0]) ** 2)


class Root(Function):
    """sqrt(u) with the derivative 0, one of its subgradients, where u = 0 (the tip of the cone sqrt(x^2 + y^2))."""

    def fdiff(self, argindex: int = 1) -> Expr:
        return Reciprocal(self) / 2


class Magnitude(Function):
    """|u| with the derivative 0 at u = 0."""

    def fdiff(self, argindex: int = 1) -> Expr:
        return Sign(self.args[0])


class Sign(Function):
    """-1, 0 or 1; its derivative is 0 everywhere, the jump included."""

    def fdiff(self, argindex: int = 1) -> Expr:
        return S.Zero


class Floor(Function):
    """The largest integer not above u; its derivative is 0 everywhere, the jumps included."""

    def fdiff(self, argindex: int = 1) -> Expr:
        return S.Zero


class sigmoid(Function):
    """1/(1 + e^-u), with a derivative that neither overflows nor cancels."""

    def fdiff(self, argindex: int = 1) -> Expr:
        return sigmoid(self.args[0]) * sigmoid(-self.args[0])


class softplus(Function):
    """ln(1 + e^u) without overflow: the loss of one neuron."""

    def fdiff(self, argindex: int = 1) -> Expr:
        return sigmoid(self.args[0])


class Condition(Expr):
    """A comparison of two values, or a combination of two conditions; SymPy is never asked whether it is true."""

    sign = ""
    is_commutative = True


class Less(Condition):
    sign = "<"


class AtMost(Condition):
    sign = "<="


class Same(Condition):
    sign = "=="


class Other(Condition):
    sign = "!="


class Both(Condition):
    sign = "&"


class Either(Condition):
    sign = "|"


CONDITIONS = {  # what they are called in SymPy
    sympy.Lt: Less, sympy.Gt: lambda a, b: Less(b, a), sympy.Le: AtMost, sympy.Ge: lambda a, b: AtMost(b, a),
    sympy.Eq: Same, sympy.Ne: Other, sympy.And: Both, sympy.Or: Either,
}  # fmt: skip


class Choose(Expr):
    """(condition, value, condition, value, ..., otherwise): the first condition that holds decides.

    It is SymPy's `Piecewise` laid flat, which takes the conditions as they are and lets `cse` look inside.
    """

    is_commutative = True
    is_extended_real = True

    @staticmethod
    def of(*pairs: tuple[Expr, Boolean]) -> Choose:
        *before, (last, always) = pairs
        if always != True:  # noqa: E712  (SymPy's true is not Python's)
            before, last = [*before, (last, always)], S.NaN
        return Choose(*(part for value, condition in before for part in (condition_of(condition), value)), last)

    def is_value(self, i: int) -> bool:
        """Is the i-th argument a value (or else a condition)?"""
        return i % 2 == 1 or i == len(self.args) - 1


def condition_of(relation: Boolean) -> Condition:
    """A relation of SymPy's as a condition."""
    args = relation.args
    if isinstance(relation, sympy.And | sympy.Or):
        args = [condition_of(a) for a in args]
    return reduce(CONDITIONS[relation.func], args)


class Greater(Function):
    """The greater of two values; the derivative of a tie is the mean of the two derivatives."""


def with_conventions(f: Expr) -> Expr:
    """The same function, written with the classes above wherever a derivative could be missing.

    A square root stays itself if its argument is provably positive, as in sqrt(1 + y^2): no convention is needed there.
    """

    def half_power(u: Expr, exponent: Expr) -> Expr:
        return u ** (exponent - Rational(1, 2)) * Root(u)

    f = f.replace(Piecewise, Choose.of)
    f = f.replace(Max, lambda *args: reduce(Greater, args))
    f = f.replace(Min, lambda *args: -reduce(Greater, [-a for a in args]))
    f = f.replace(Abs, Magnitude).replace(sympy.sign, Sign).replace(sympy.floor, Floor)
    return f.replace(_is_rooted, lambda e: half_power(e.base, e.exp))


def _is_rooted(e: Expr) -> bool:
    halved = isinstance(e, Pow) and e.exp.is_Rational and e.exp.q == 2 and e.exp > 0
    return halved and bool(e.free_symbols) and not e.base.is_positive


def without_conventions(f: Expr) -> Expr:
    """The same function in SymPy's own functions again."""
    f = f.replace(Root, sympy.sqrt).replace(Reciprocal, lambda r: 1 / r).replace(Magnitude, Abs)
    f = f.replace(sigmoid, lambda u: 1 / (1 + exp(-u))).replace(softplus, lambda u: log(1 + exp(u)))
    return f.replace(Sign, sympy.sign).replace(Floor, sympy.floor).replace(Greater, Max)


def derivative(f: Expr, symbol: Symbol) -> Expr:
    """df/dsymbol of a formula with conventions: the rules of the calculus, and nothing is simplified.

    SymPy's own `diff` asks about signs and zeros on the way, which takes it seconds on a long product.
    """
    known: dict[Expr, Expr] = {symbol: S.One}

    def of(e: Expr) -> Expr:
        if e not in known:
            known[e] = S.Zero if e.is_Atom else rule(e, e.args)
        return known[e]

    def rule(e: Expr, args: tuple[Expr, ...]) -> Expr:
        if isinstance(e, Add):
            return Add(*map(of, args))
        if isinstance(e, Mul):
            return Add(*(Mul(*args[:i], of(a), *args[i + 1 :]) for i, a in enumerate(args) if of(a) != 0))
        if isinstance(e, Pow):
            return _of_power(e, of(e.base), of(e.exp))
        if isinstance(e, Greater):
            (a, b), da, db = args, of(args[0]), of(args[1])
            return da if da == db else Choose(Less(b, a), da, Less(a, b), db, (da + db) / 2)
        if isinstance(e, Choose):
            parts = [of(a) if e.is_value(i) else a for i, a in enumerate(args)]
            return Choose(*parts) if any(p != 0 for i, p in enumerate(parts) if e.is_value(i)) else S.Zero
        return Add(*(e.fdiff(i) * of(a) for i, a in enumerate(args, start=1) if of(a) != 0))

    return of(f)


def _of_power(e: Pow, d_base: Expr, d_exponent: Expr) -> Expr:
    base, exponent = e.args
    if d_exponent == 0:
        return exponent * base ** (exponent - 1) * d_base
    return e * (d_exponent * log(base) + exponent * d_base / base)


def has_kinks(f: Expr) -> bool:
    """Does any convention enter the derivatives of f?"""
    return with_conventions(f).has(Root, Magnitude, Sign, Floor, Greater)
