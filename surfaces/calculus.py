"""A derivative is exact where the function is smooth; at a kink a convention must be named, and here it is."""

from __future__ import annotations

from functools import reduce

from sympy import Abs, Expr, Function, Max, Min, Piecewise, Pow, Rational, S, Symbol, diff, exp, floor, log, sign, sqrt
from sympy.core.function import ArgumentIndexError

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


class Greater(Function):
    """The greater of two values; the derivative of a tie is the mean of the two derivatives."""

    def _eval_derivative(self, symbol: Symbol) -> Expr:
        a, b = self.args
        da, db = diff(a, symbol), diff(b, symbol)
        return da if da == db else Piecewise((da, a > b), (db, a < b), ((da + db) / 2, True))

    def fdiff(self, argindex: int = 1) -> Expr:
        raise ArgumentIndexError(self, argindex)


def with_conventions(f: Expr) -> Expr:
    """The same function, written with the classes above wherever a derivative could be missing.

    A square root stays itself if its argument is provably positive, as in sqrt(1 + y^2): no convention is needed there.
    """

    def half_power(u: Expr, exponent: Expr) -> Expr:
        return u ** (exponent - Rational(1, 2)) * Root(u)

    f = f.replace(Max, lambda *args: reduce(Greater, args))
    f = f.replace(Min, lambda *args: -reduce(Greater, [-a for a in args]))
    f = f.replace(Abs, Magnitude).replace(sign, Sign).replace(floor, Floor)
    return f.replace(_is_rooted, lambda e: half_power(e.base, e.exp))


def _is_rooted(e: Expr) -> bool:
    halved = isinstance(e, Pow) and e.exp.is_Rational and e.exp.q == 2 and e.exp > 0
    return halved and bool(e.free_symbols) and not e.base.is_positive


def without_conventions(f: Expr) -> Expr:
    """The same function in SymPy's own functions again."""
    f = f.replace(Root, sqrt).replace(Reciprocal, lambda r: 1 / r).replace(Magnitude, Abs)
    f = f.replace(sigmoid, lambda u: 1 / (1 + exp(-u))).replace(softplus, lambda u: log(1 + exp(u)))
    return f.replace(Sign, sign).replace(Floor, floor).replace(Greater, Max)


def gradient(f: Expr) -> tuple[Expr, Expr]:
    """(f_x, f_y)."""
    f = with_conventions(f)
    return diff(f, x), diff(f, y)


def hessian(f: Expr) -> tuple[Expr, Expr, Expr]:
    """(f_xx, f_xy, f_yy)."""
    fx, fy = gradient(f)
    return diff(fx, x), diff(fx, y), diff(fy, y)


def has_kinks(f: Expr) -> bool:
    """Does any convention enter the derivatives of f?"""
    return with_conventions(f).has(Root, Magnitude, Sign, Floor, Greater)
