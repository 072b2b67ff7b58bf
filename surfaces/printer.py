"""SymPy tree in, NumPy text out: integer powers become multiplications, constants become literals."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from sympy import Add, Expr, Integer, Mul, Pow, Rational, Symbol

from surfaces.calculus import Choose, Condition

SUM, PRODUCT, ATOM = 1, 2, 3  # how tightly a text binds

CALLS = {
    "sin": "np.sin", "cos": "np.cos", "tan": "np.tan", "asin": "np.arcsin", "acos": "np.arccos", "atan": "np.arctan",
    "sinh": "np.sinh", "cosh": "np.cosh", "tanh": "np.tanh", "exp": "np.exp", "log": "np.log", "atan2": "np.arctan2",
    "Root": "np.sqrt", "Magnitude": "np.abs", "Abs": "np.abs", "Sign": "np.sign", "Floor": "np.floor",
    "Greater": "np.maximum",
}  # fmt: skip
TEMPLATES = {  # of a named argument
    "Reciprocal": "np.where({0} == 0, 0.0, 1/np.where({0} == 0, 1.0, {0}))",
    "sigmoid": "(1/(1 + np.exp(-{0})))",
    "softplus": "(np.maximum({0}, 0) + np.log(1 + np.exp(-np.abs({0}))))",
}


class Printer:
    """Collects `lines` of assignments and gives the `text` of an expression; one printer per function."""

    def __init__(self, taken: set[str]):
        self.lines: list[str] = []
        self.powers: dict[tuple[Expr, int], str] = {}  # what is already multiplied out, and its name
        self.taken = set(taken)
        self.trivial: dict[Symbol, Expr] = {}

    def assign(self, symbol: Symbol, part: Expr) -> None:
        """A line `symbol = part`, unless part is only a number or -x, which is put where the symbol stands."""
        part = part.xreplace(self.trivial)
        if not isinstance(part, Condition | Choose) and (part.is_number or (-part).is_Symbol):
            self.trivial[symbol] = part
            return
        self.taken.add(symbol.name)
        code = self.text(part)
        self.lines.append(f"{symbol.name} = {code}")
        if isinstance(part, Pow) and part.exp.is_Integer:
            self.powers[part.base, int(part.exp)] = symbol.name

    def result(self, part: Expr) -> str:
        return self.text(part.xreplace(self.trivial))

    def text(self, e: Expr, around: int = SUM) -> str:
        """The text of e, in parentheses if it binds less tightly than what stands around it."""
        code, strength = self._print(e)
        return f"({code})" if strength < around else code

    def _print(self, e: Expr) -> tuple[str, int]:
        if isinstance(e, Symbol):
            return e.name, ATOM
        if e.is_number and not isinstance(e, Condition | Choose):
            return literal(e)
        for kind, method in self._methods:
            if isinstance(e, kind):
                return method(self, e)
        name = e.func.__name__
        if name in TEMPLATES:
            return TEMPLATES[name].format(self._named(e.args[0])), ATOM
        if name not in CALLS:
            raise TypeError(f"no NumPy code is known for {e.func}")
        return self._call(CALLS[name], *e.args), ATOM

    def _call(self, function: str, *args: Expr) -> str:
        return f"{function}({', '.join(self.text(a) for a in args)})"

    def _add(self, e: Add) -> tuple[str, int]:
        numbers = [a for a in e.args if a.is_number]
        terms = [a for a in e.args if not a.is_number] + ([Add(*numbers)] if numbers else [])
        first = next((t for t in terms if not _is_negative(t)), terms[0])  # a sum that can begin with a plus does
        terms = [first, *(t for t in terms if t is not first)]
        code = ""
        for term in terms:
            negative = _is_negative(term)
            part = self.text(-term if negative else term, PRODUCT if negative else SUM)
            code += (" - " if code else "-") + part if negative else (" + " if code else "") + part
        return code, SUM

    def _mul(self, e: Mul) -> tuple[str, int]:
        numbers, above, below = [], [], []
        for a in e.args:
            if a.is_number:
                numbers.append(a)
            elif isinstance(a, Pow) and a.exp.is_Rational and a.exp < 0:
                below.append(Pow(a.base, -a.exp))
            else:
                above.append(a)
        number = Mul(*numbers)
        minus = "-" if _is_negative(number) else ""
        top, bottom = _fraction(-number if minus else number)
        factors = [self.text(a, ATOM if i else PRODUCT) for i, a in enumerate(above)]
        if top != "1" or not factors:
            factors.insert(0, top)
        code = minus + "*".join(factors)
        parts = ([bottom] if bottom else []) + [self.text(b, ATOM) for b in below]
        if parts:
            code += f"/({'*'.join(parts)})" if len(parts) > 1 else f"/{parts[0]}"
        return code, PRODUCT

    def _pow(self, e: Pow) -> tuple[str, int]:
        base, exponent = e.args
        if exponent.is_Rational and exponent < 0:
            return f"1/{self.text(Pow(base, -exponent), ATOM)}", PRODUCT
        if exponent.is_Integer:
            return self._integer_power(base, int(exponent))
        if exponent == Rational(1, 2):
            return self._call("np.sqrt", base), ATOM
        if exponent == Rational(1, 4):
            return f"np.sqrt({self._call('np.sqrt', base)})", ATOM
        if exponent.is_Rational and exponent.q == 2:
            whole, _ = self._integer_power(base, int(exponent - Rational(1, 2)))
            return f"{whole}*{self._call('np.sqrt', base)}", PRODUCT
        return self._call("np.power", base, exponent), ATOM

    def _integer_power(self, base: Expr, n: int) -> tuple[str, int]:
        """x*x, x*x*x, and by repeated squaring beyond; the squares get names, so x^8 costs three multiplications."""
        if (base, n) in self.powers:
            return self.powers[base, n], ATOM
        name = self._named(base)
        if n <= 3:
            return "*".join([name] * n), (ATOM if n == 1 else PRODUCT)
        half, _ = self._integer_power(base, n // 2)
        if n // 2 > 1 and (base, n // 2) not in self.powers:
            half = self.powers[base, n // 2] = self._fresh(half)
        return f"{half}*{half}" + (f"*{name}" if n % 2 else ""), PRODUCT

    def _named(self, base: Expr) -> str:
        if isinstance(base, Symbol):
            return base.name
        if (base, 1) not in self.powers:
            self.powers[base, 1] = self._fresh(self.text(base))
        return self.powers[base, 1]

    def _fresh(self, code: str) -> str:
        k = len(self.lines)
        while f"p{k}" in self.taken:
            k += 1
        self.taken.add(f"p{k}")
        self.lines.append(f"p{k} = {code}")
        return f"p{k}"

    def _choose(self, e: Choose) -> tuple[str, int]:
        *pairs, last = e.args
        code = self.text(last)
        for condition, value in reversed(list(zip(pairs[::2], pairs[1::2], strict=True))):
            code = f"np.where({self.text(condition)}, {self.text(value)}, {code})"
        return code, ATOM

    def _condition(self, e: Condition) -> tuple[str, int]:
        return "(" + f" {e.sign} ".join(self.text(a) for a in e.args) + ")", ATOM

    _methods: ClassVar[list[tuple[type | tuple[type, ...], Callable]]] = [
        (Add, _add), (Mul, _mul), (Pow, _pow), (Choose, _choose), (Condition, _condition),
    ]  # fmt: skip


def literal(number: Expr) -> tuple[str, int]:
    """A number as Python text: whole numbers as they are, all others correctly rounded to a float."""
    if isinstance(number, Integer) and abs(int(number)) < 10**9:
        return str(number), (ATOM if number >= 0 else PRODUCT)
    value = _float(number)
    if value != value or value in (float("inf"), float("-inf")):
        return {"nan": "np.nan", "inf": "np.inf", "-inf": "(-np.inf)"}[str(value)], ATOM
    return repr(value), (ATOM if value >= 0 else PRODUCT)


def _float(number: Expr) -> float:
    try:
        return float(number.evalf(30))
    except OverflowError:
        return float("inf") if number > 0 else float("-inf")
    except TypeError:  # not real
        return float("nan")


def _fraction(number: Expr) -> tuple[str, str]:
    """Numerator and denominator of a coefficient: 1/3 stays a division, 21/5 becomes 4.2."""
    if isinstance(number, Rational) and number.q > 1:
        rest = number.q
        for prime in (2, 5):
            while rest % prime == 0:
                rest //= prime
        if rest > 1 and max(number.p, number.q) < 10**9:
            return str(number.p), str(number.q)
    return literal(number)[0], ""


def _is_negative(e: Expr) -> bool:
    """Would the text of e begin with a minus sign?"""
    if e.is_number:
        return bool(e.is_extended_negative)
    return isinstance(e, Mul) and bool(Mul(*[a for a in e.args if a.is_number]).is_extended_negative)
