"""Gradient and Hessian as formulas, for those who want to check them by hand."""

from __future__ import annotations

from sympy import Expr, Symbol
from sympy.printing.latex import LatexPrinter

from surfaces.calculus import derivative, with_conventions, x, y
from surfaces.chain import size
from surfaces.surface import Surface

READABLE = 80  # nodes of a formula whose derivatives still fit on a page


class Textbook(LatexPrinter):
    """SymPy's printer, taught the functions with a convention at their kinks."""

    def _wrapped(self, before: str, e: Expr, after: str, exp: str | None) -> str:
        text = before + ", ".join(self._print(a) for a in e.args) + after
        return rf"\left({text}\right)^{{{exp}}}" if exp else text

    def _print_Root(self, e: Expr, exp: str | None = None) -> str:
        return self._wrapped(r"\sqrt{", e, "}", exp)

    def _print_Reciprocal(self, e: Expr, exp: str | None = None) -> str:
        return self._wrapped(r"\frac{1}{", e, "}", exp)

    def _print_Magnitude(self, e: Expr, exp: str | None = None) -> str:
        return self._wrapped(r"\left|", e, r"\right|", exp)

    def _print_Sign(self, e: Expr, exp: str | None = None) -> str:
        return self._wrapped(r"\operatorname{sgn}\left(", e, r"\right)", exp)

    def _print_Floor(self, e: Expr, exp: str | None = None) -> str:
        return self._wrapped(r"\left\lfloor ", e, r"\right\rfloor", exp)

    def _print_Greater(self, e: Expr, exp: str | None = None) -> str:
        return self._wrapped(r"\max\left(", e, r"\right)", exp)

    def _print_sigmoid(self, e: Expr, exp: str | None = None) -> str:
        return self._wrapped(r"\sigma\left(", e, r"\right)", exp)

    def _print_softplus(self, e: Expr, exp: str | None = None) -> str:
        return self._wrapped(r"\ln\left(1+e^{", e, r"}\right)", exp)

    def _print_Less(self, e: Expr) -> str:
        return rf"{self._print(e.args[0])} < {self._print(e.args[1])}"

    def _print_AtMost(self, e: Expr) -> str:
        return rf"{self._print(e.args[0])} \le {self._print(e.args[1])}"

    def _print_Same(self, e: Expr) -> str:
        return rf"{self._print(e.args[0])} = {self._print(e.args[1])}"

    def _print_Other(self, e: Expr) -> str:
        return rf"{self._print(e.args[0])} \ne {self._print(e.args[1])}"

    def _print_Both(self, e: Expr) -> str:
        return r" \land ".join(rf"\left({self._print(a)}\right)" for a in e.args)

    def _print_Either(self, e: Expr) -> str:
        return r" \lor ".join(rf"\left({self._print(a)}\right)" for a in e.args)

    def _print_Choose(self, e: Expr) -> str:
        *pairs, last = [self._print(a) for a in e.args]
        rows = [f"{value}&{condition}" for condition, value in zip(pairs[::2], pairs[1::2], strict=True)]
        return r"\begin{cases}" + r"\\".join([*rows, f"{last}&"]) + r"\end{cases}"


def gradient_latex(surface: Surface) -> tuple[str, ...]:
    """f_x and f_y in LaTeX; nothing if the formula is too long to be read."""
    f = with_conventions(surface.expression)
    return _printed(surface, [derivative(f, s) for s in (x, y)]) if size(f) <= READABLE else ()


def hessian_latex(surface: Surface) -> tuple[str, ...]:
    """f_xx, f_xy and f_yy in LaTeX; nothing if the formula is too long to be read."""
    f = with_conventions(surface.expression)
    second = ((x, x), (x, y), (y, y))
    return _printed(surface, [derivative(derivative(f, s), t) for s, t in second]) if size(f) <= READABLE else ()


def _printed(surface: Surface, formulas: list[Expr]) -> tuple[str, ...]:
    names = {Symbol(name, real=True): knob.symbol for name, knob in surface.knobs.items()}
    printer = Textbook({"symbol_names": names, "ln_notation": True})
    return tuple(printer.doprint(f) for f in formulas)
