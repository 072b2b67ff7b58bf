"""From one formula to NumPy code: share what repeats, multiply instead of raising to powers, stay readable."""

from __future__ import annotations

import keyword
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, lru_cache

import numpy as np
from sympy import Expr, Symbol, cse, numbered_symbols

from surfaces import calculus
from surfaces.calculus import x, y
from surfaces.chain import Chain
from surfaces.printer import Printer


class Kernels:
    """value, grad, hess and jet (all of them in one go) of a formula, as functions `(x, y, *knobs)`.

    Each is derived and compiled when it is first asked for and carries its Python text as `.source`.
    x and y are NumPy scalars or arrays of one shape; so are the results, except that a constant is a plain number.
    """

    def __init__(self, formula: Expr, knobs: Iterable[str] = ()):
        self.formula = calculus.with_conventions(formula)
        self.arguments = ("x", "y", *knobs)
        unknown = {s.name for s in formula.free_symbols} - set(self.arguments)
        if unknown:
            raise ValueError(f"the formula speaks of {', '.join(sorted(unknown))}, which is neither x, y nor a knob")

    @cached_property
    def chain(self) -> Chain:
        return Chain(self.formula)

    @cached_property
    def value(self) -> Callable:
        constant = not self.formula.has(x, y)  # and still has one value per run
        return compiled("value", [self.formula], self.arguments, shaped_like="x" if constant else "")

    @cached_property
    def grad(self) -> Callable:
        return self._derived("grad", self.chain.gradient)

    @cached_property
    def hess(self) -> Callable:
        return self._derived("hess", self.chain.hessian)

    @cached_property
    def jet(self) -> Callable:
        """f, f_x, f_y, f_xx, f_xy, f_yy together, sharing all their common parts."""
        return self._derived("jet", (self.chain.f, *self.chain.gradient, *self.chain.hessian))

    def _derived(self, name: str, results: Sequence[Expr]) -> Callable:
        return compiled(name, results, self.arguments, known=self.chain.known)


@lru_cache(maxsize=512)
def kernels_of(formula: Expr, knobs: tuple[str, ...]) -> Kernels:
    """One set of kernels per formula, whatever the knob values."""
    return Kernels(formula, knobs)


def compiled(name: str, formulas: Sequence[Expr], arguments: tuple[str, ...], **how: object) -> Callable:
    """A function that evaluates the formulas; its text is built from a SymPy tree, never from what a user typed."""
    text = source(name, formulas, arguments, **how)  # type: ignore[arg-type]
    scope: dict = {"np": np}
    exec(compile(text, f"<{name} of a surface>", "exec"), scope)
    scope[name].source = text
    return scope[name]


def source(
    name: str,
    formulas: Sequence[Expr],
    arguments: tuple[str, ...],
    known: Mapping[Symbol, Expr] | None = None,
    shaped_like: str = "",
) -> str:
    """The Python text of `def name(x, y, *knobs)`: one line per shared part, then the results.

    `known` says what symbols in the formulas stand for, beside the arguments.
    Constant results are plain numbers, unless they shall be `shaped_like` one of the arguments.
    """
    for word in arguments:
        if not word.isidentifier() or keyword.iskeyword(word) or word in ("np", name):
            raise ValueError(f"{word!r} cannot be the name of an argument")
    known = known or {}
    known = {s: known[s] for s in needed_in_order(known, formulas)}
    taken = {*arguments, *(s.name for s in known)}
    free = (s for s in numbered_symbols("t") if s.name not in taken)
    shared, rewritten = cse([*known.values(), *formulas], symbols=free, order="none")
    parts = dict(shared) | dict(zip(known, rewritten, strict=False))
    results = rewritten[len(known) :]
    printer = Printer(taken)
    for symbol in needed_in_order(parts, results):
        printer.assign(symbol, parts[symbol])
    shape = f" + 0*{shaped_like}" if shaped_like else ""
    ends = ", ".join(printer.result(part) + shape for part in results)
    return "\n    ".join([f"def {name}({', '.join(arguments)}):", *printer.lines, f"return {ends}"]) + "\n"


def needed_in_order(parts: Mapping[Symbol, Expr], results: Sequence[Expr]) -> list[Symbol]:
    """The symbols that the results need, each after those it needs itself."""
    order: dict[Symbol, None] = {}

    def visit(e: Expr) -> None:
        for symbol in sorted(e.free_symbols & parts.keys(), key=str):
            if symbol not in order:
                visit(parts[symbol])
                order[symbol] = None

    for result in results:
        visit(result)
    return list(order)
