"""Linear algebra in the signs of books: aᵀb for a sum of products, ‖a‖ for its root, A⁻¹b for a solved system."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from optim_core import algebra
from optim_core.constrained import convexify, kkt
from optim_core.root_finding import complex as complex_numbers
from tracing.anatomy import Anatomy
from tracing.graph import Node
from tracing.typeset import ATOM, POWER, PRODUCT, bracketed


class Writer(Protocol):
    """Who writes the parts (`tracing.latex.Latex`)."""

    anatomy: Anatomy

    def show(self, node: Node, hold: int = 0) -> str:
        """A node as part of something that binds as tightly as `hold`."""


def dot(latex: Writer, a: Node, b: Node) -> tuple[str, int]:
    if a is b:
        return rf"\lVert {latex.show(a)}\rVert^{{2}}", POWER
    if "^" in latex.show(a, ATOM) and "^" not in latex.show(b, ATOM):
        a, b = b, a
    hold = PRODUCT if latex.anatomy.terms.seen(b).op == "call" else POWER
    return rf"{latex.show(a, ATOM)}^{{\top}} {latex.show(b, hold)}", PRODUCT


def norm(latex: Writer, a: Node) -> tuple[str, int]:
    return rf"\lVert {latex.show(a)}\rVert", ATOM


def largest(latex: Writer, a: Node) -> tuple[str, int]:
    return rf"\lVert {latex.show(a)}\rVert_{{\infty}}", ATOM


def product(latex: Writer, A: Node, b: Node) -> tuple[str, int]:
    return rf"{latex.show(A, PRODUCT)}\,{latex.show(b, PRODUCT)}", PRODUCT


def pull(latex: Writer, J: Node, lam: Node) -> tuple[str, int]:
    return rf"{latex.show(J, ATOM)}^{{\top}} {latex.show(lam, POWER)}", PRODUCT


def bend(latex: Writer, C: Node, lam: Node) -> tuple[str, int]:
    return rf"{latex.show(lam, ATOM)}^{{\top}} {latex.show(C, POWER)}", PRODUCT


def walls(latex: Writer, J: Node, weights: Node) -> tuple[str, int]:
    shown = latex.show(J, ATOM)
    if latex.anatomy.terms.numbers(weights) == {True}:
        return rf"{shown}^{{\top}} {shown}", PRODUCT
    return rf"{shown}^{{\top}} \operatorname{{diag}}{bracketed(latex.show(weights))}\,{shown}", PRODUCT


def fraction(latex: Writer, a: Node, b: Node) -> tuple[str, int]:
    return rf"\frac{{{latex.show(a)}}}{{{latex.show(b)}}}", POWER


def condition(latex: Writer, H: Node) -> tuple[str, int]:
    return rf"\operatorname{{cond}}{bracketed(latex.show(H))}", ATOM


def outer(latex: Writer, a: Node, b: Node) -> tuple[str, int]:
    return rf"{latex.show(a, POWER)}\,{latex.show(b, ATOM)}^{{\top}}", PRODUCT


def transposed(latex: Writer, A: Node) -> tuple[str, int]:
    return rf"{latex.show(A, ATOM)}^{{\top}}", POWER


def solution(latex: Writer, A: Node, b: Node) -> tuple[str, int]:
    return rf"{latex.show(A, ATOM)}^{{-1}}\,{latex.show(b, PRODUCT)}", PRODUCT


def identity(latex: Writer, _x: Node) -> tuple[str, int]:
    return "I", ATOM


def diagonal(latex: Writer, A: Node) -> tuple[str, int]:
    return rf"\operatorname{{diag}}{bracketed(latex.show(A))}", ATOM


ALGEBRA: dict[Callable[..., Any], Callable[..., tuple[str, int]]] = {
    algebra.dot: dot, algebra.norm: norm, algebra.largest: largest, algebra.matvec: product,
    algebra.matmul: product, algebra.outer: outer, algebra.transpose: transposed,
    algebra.solve: solution, algebra.eye: identity, algebra.diagonal: diagonal,
    kkt.pull: pull, kkt.bend: bend, kkt.walls: walls, convexify.condition: condition,
    complex_numbers.over: fraction, complex_numbers.product: product,
}  # fmt: skip
