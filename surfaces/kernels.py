"""From one formula to NumPy code: share what repeats, multiply instead of raising to powers, stay readable."""

from __future__ import annotations

import keyword
from collections.abc import Callable, Iterable
from functools import cached_property, lru_cache

import numpy as np
from sympy import Expr, Piecewise, Symbol, cse, numbered_symbols

from surfaces import calculus
from surfaces.calculus import x, y
from surfaces.printer import Choose, Printer


class Kernels:
    """value, grad, hess and jet (all of them in one go) of a formula, as functions `(x, y, *knobs)`.

    Each is derived and compiled when it is first asked for and carries its Python text as `.source`.
    x and y are NumPy scalars or arrays of one shape; so are the results, except that a constant is a plain number.
    """

    def __init__(self, formula: Expr, knobs: Iterable[str] = ()):
        self.formula = formula
        self.arguments = ("x", "y", *knobs)
        unknown = {s.name for s in formula.free_symbols} - set(self.arguments)
        if unknown:
            raise ValueError(f"the formula speaks of {', '.join(sorted(unknown))}, which is neither x, y nor a knob")

    @cached_property
    def gradient(self) -> tuple[Expr, Expr]:
        return calculus.gradient(self.formula)

    @cached_property
    def hessian(self) -> tuple[Expr, Expr, Expr]:
        fx, fy = self.gradient
        return fx.diff(x), fx.diff(y), fy.diff(y)

    @cached_property
    def value(self) -> Callable:
        f = calculus.with_conventions(self.formula)
        constant = not f.has(x, y)  # and still has one value per run
        return compiled("value", [f], self.arguments, shaped_like="x" if constant else "")

    @cached_property
    def grad(self) -> Callable:
        return compiled("grad", self.gradient, self.arguments)

    @cached_property
    def hess(self) -> Callable:
        return compiled("hess", self.hessian, self.arguments)

    @cached_property
    def jet(self) -> Callable:
        """f, f_x, f_y, f_xx, f_xy, f_yy together, sharing all their common parts."""
        f = calculus.with_conventions(self.formula)
        return compiled("jet", [f, *self.gradient, *self.hessian], self.arguments)


def compiled(name: str, formulas: Iterable[Expr], arguments: tuple[str, ...], shaped_like: str = "") -> Callable:
    """A function that evaluates the formulas; its text is built from a SymPy tree, never from what a user typed."""
    text = source(name, formulas, arguments, shaped_like)
    scope: dict = {"np": np}
    exec(compile(text, f"<{name} of a surface>", "exec"), scope)
    scope[name].source = text
    return scope[name]


def source(name: str, formulas: Iterable[Expr], arguments: tuple[str, ...], shaped_like: str = "") -> str:
    """The Python text of `def name(x, y, *knobs)`: one line per shared part, then the results.

    Constant results are plain numbers, unless they shall be `shaped_like` one of the arguments.
    """
    for word in arguments:
        if not word.isidentifier() or keyword.iskeyword(word) or word in ("np", name):
            raise ValueError(f"{word!r} cannot be the name of an argument")
    formulas = [f.replace(Piecewise, Choose.of) for f in formulas]
    free = numbered_symbols("t", exclude=[Symbol(word) for word in arguments])
    free = (s for s in free if s.name not in arguments)
    shared, results = cse(formulas, symbols=free, order="none")
    printer = Printer(taken=set(arguments))
    trivial: dict[Symbol, Expr] = {}  # a number or -x is not worth a name
    for symbol, part in shared:
        part = part.xreplace(trivial)
        if isinstance(part, Expr) and (part.is_number or (-part).is_Symbol):
            trivial[symbol] = part
        else:
            printer.assign(symbol, part)
    shape = f" + 0*{shaped_like}" if shaped_like else ""
    ends = ", ".join(printer.text(part.xreplace(trivial)) + shape for part in results)
    return "\n    ".join([f"def {name}({', '.join(arguments)}):", *printer.lines, f"return {ends}"]) + "\n"


@lru_cache(maxsize=512)
def kernels_of(formula: Expr, knobs: tuple[str, ...]) -> Kernels:
    """One set of kernels per formula, whatever the knob values."""
    return Kernels(formula, knobs)
