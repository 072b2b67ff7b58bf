"""Print a formula as LaTeX, with as few brackets as its meaning allows."""

from __future__ import annotations

from collections.abc import Callable

from optim_core import algebra
from optim_core.constrained import convexify
from tracing.anatomy import Anatomy
from tracing.formula import ORACLE
from tracing.graph import Node
from tracing.latex_algebra import ALGEBRA
from tracing.names import symbol_of
from tracing.setting import Shape
from tracing.typeset import AND, ATOM, CASES, COMPARISON, OR, POWER, PRODUCT, SUM, bracketed, number, place_text

INFIX = {
    "less": "<", "less_equal": r"\le", "greater": ">", "greater_equal": r"\ge", "equal": "=", "not_equal": r"\ne",
}  # fmt: skip
LOGIC = {
    "logical_and": (AND, r"\wedge"), "bitwise_and": (AND, r"\wedge"), "logical_or": (OR, r"\vee"),
    "bitwise_or": (OR, r"\vee"),
}  # fmt: skip
FENCES = {"absolute": (r"\lvert ", r"\rvert"), "floor": (r"\lfloor ", r"\rfloor"), "ceil": (r"\lceil ", r"\rceil")}
FUNCTIONS = frozenset("exp log sin cos tan arcsin arccos arctan sinh cosh tanh".split())
QUESTIONS = {"value": "f", "grad": r"\nabla f", "hess": r"\nabla^{2} f"}
QUESTIONS |= {"residuals": "r", "jacobian": "J", "fisher": "F"}
QUESTIONS |= {"constraints": "c", "curvatures": r"\nabla^{2} c", "project": "P", "extreme": "s"}
QUESTIONS |= {"image": "f", "derivative": "f'", "second": "f''"}


class Latex:
    """Writes the formulas of a step; `symbol` says how a named node is written, `words` the words between."""

    def __init__(self, anatomy: Anatomy, symbol: Callable[[Node], str], words: tuple[str, str] = ("if", "otherwise")):
        self.anatomy, self.symbol, self.words = anatomy, symbol, words

    def formula(self, root: Node) -> str:
        """The right-hand side of the row of a node."""
        return self.symbol(root) if root in self.anatomy.leaves else self._written(root)[0]

    def show(self, node: Node, hold: int = CASES) -> str:
        """A node as part of something that binds as tightly as `hold`."""
        if node in self.anatomy.names:
            text = self.symbol(node)
            binds = POWER if "^" in text else ATOM
        else:
            text, binds = self._written(node)
        return text if binds >= hold else bracketed(text)

    def shape(self, node: Node) -> Shape:
        return self.anatomy.terms.shapes[node]

    def _written(self, node: Node) -> tuple[str, int]:
        helper = self.anatomy.helpers.get(node)
        if helper and self.anatomy.long(node):
            place = f"_{{{symbol_of(helper.field)}}}" if helper.field else ""
            return self._call(helper.name, helper.arguments, place)
        seen = self.anatomy.terms.seen(node)
        if seen.op == "call":
            return self._algebra(seen)
        special = getattr(self, f"_{seen.op}", None)
        return special(*seen.args) if special else self._operation(seen.op, seen.args)

    def _call(self, name: str, arguments: tuple[Node, ...], place: str = "") -> tuple[str, int]:
        spoken = name.strip("_").replace("_", r"\ ")
        return rf"\operatorname{{{spoken}}}{place}{bracketed(self.list(*arguments))}", ATOM

    def list(self, *nodes: Node) -> str:
        """Nodes, separated by commas."""
        return r",\ ".join(map(self.show, nodes))

    def _operation(self, op: str, args: tuple) -> tuple[str, int]:
        if op in INFIX:
            left, right = (self.show(part, SUM) for part in args)
            return f"{left} {INFIX[op]} {right}", COMPARISON
        if op in LOGIC:
            binds, sign = LOGIC[op]
            return f" {sign} ".join(self.show(part, binds) for part in args), binds
        if op in FENCES:
            left, right = FENCES[op]
            return f"{left}{self.show(args[0])}{right}", ATOM
        if op in FUNCTIONS:
            return rf"\{op}{bracketed(self.show(args[0]))}", ATOM
        return self._call(op, args)

    # -- arithmetic

    def _const(self, value: str | bool) -> tuple[str, int]:
        if isinstance(value, bool):
            return rf"\text{{{value}}}", ATOM
        return number(float(value))

    def _add(self, a: Node, b: Node) -> tuple[str, int]:
        taken = self.anatomy.terms.seen(b)
        if taken.op == "negative" and b not in self.anatomy.names:
            return f"{self.show(a, SUM)} - {self.show(taken.args[0], PRODUCT)}", SUM
        return f"{self.show(a, SUM)} + {self.show(b, SUM)}", SUM

    def _subtract(self, a: Node, b: Node) -> tuple[str, int]:
        return f"{self.show(a, SUM)} - {self.show(b, PRODUCT)}", SUM

    def _negative(self, a: Node) -> tuple[str, int]:
        return f"-{self.show(a, PRODUCT)}", SUM

    def _multiply(self, a: Node, b: Node) -> tuple[str, int]:
        times = self.times(a, b)
        if times > 1:
            return f"{self.show(b, ATOM)}^{{{times}}}", POWER
        sign = r" \odot " if self.shape(a) and self.shape(b) else r"\,"
        return f"{self.show(a, PRODUCT)}{sign}{self.show(b, PRODUCT)}", PRODUCT

    def times(self, a: Node, b: Node) -> int:
        """How often b is a factor of the product a b, if it is the only one; else 0."""
        if a is b:
            return 2
        seen = self.anatomy.terms.seen(a)
        if seen.op != "multiply" or a in self.anatomy.names or seen.args[1] is not b:
            return 0
        inner = self.times(*seen.args)
        return inner + 1 if inner else 0

    def _divide(self, a: Node, b: Node) -> tuple[str, int]:
        return rf"\frac{{{self.show(a)}}}{{{self.show(b)}}}", POWER

    def _power(self, a: Node, b: Node) -> tuple[str, int]:
        return f"{self.show(a, ATOM)}^{{{self.show(b)}}}", POWER

    def _sqrt(self, a: Node) -> tuple[str, int]:
        return rf"\sqrt{{{self.show(a)}}}", ATOM

    def _remainder(self, a: Node, b: Node) -> tuple[str, int]:
        return rf"{self.show(a, POWER)} \bmod {self.show(b, POWER)}", PRODUCT

    def _maximum(self, a: Node, b: Node) -> tuple[str, int]:
        return rf"\max{bracketed(self.list(a, b))}", ATOM

    def _minimum(self, a: Node, b: Node) -> tuple[str, int]:
        return rf"\min{bracketed(self.list(a, b))}", ATOM

    # -- choices

    def _where(self, mask: Node, a: Node, b: Node) -> tuple[str, int]:
        lines = []
        while True:
            lines.append(rf"{self.show(a)} & \text{{{self.words[0]} }} {self.show(mask)}")
            other = self.anatomy.terms.seen(b)
            if other.op != "where" or b in self.anatomy.names or (b in self.anatomy.helpers and self.anatomy.long(b)):
                break
            mask, a, b = other.args
        lines.append(rf"{self.show(b)} & \text{{{self.words[1]}}}")
        text = r" \\ ".join(lines)
        return rf"\begin{{cases}}{text}\end{{cases}}", CASES

    def _invert(self, a: Node) -> tuple[str, int]:
        return rf"\neg {self.show(a, ATOM)}", ATOM

    _logical_not = _invert

    # -- arrays

    def _index(self, array: Node, places: tuple) -> tuple[str, int]:
        kept = [place for place in places if place is not None]
        shown = [place_text(place, length) for place, length in zip(kept, self.shape(array), strict=False)]
        while shown and shown[-1] == ":":
            shown.pop()
        if not shown:
            return (self.show(array), ATOM) if array in self.anatomy.names else self._written(array)
        base = self.show(array, ATOM)
        return f"{{{base}}}_{{{','.join(shown)}}}" if "_" in base else f"{base}_{{{','.join(shown)}}}", ATOM

    def _fold(self, ufunc: str, array: Node, axis: int) -> tuple[str, int]:
        if ufunc == "add":
            return rf"\textstyle\sum {self.show(array, PRODUCT)}", PRODUCT
        return rf"\{'max' if ufunc == 'maximum' else 'min'}{bracketed(self.show(array))}", ATOM

    def _reshape(self, array: Node, _shape: Shape) -> tuple[str, int]:
        return self.show(array, ATOM), ATOM

    def _swapaxes(self, array: Node, _a: int, _b: int) -> tuple[str, int]:
        return rf"{self.show(array, ATOM)}^{{\top}}", POWER

    def _stack(self, *parts: Node) -> tuple[str, int]:
        return bracketed(self.list(*parts[:-1])), ATOM

    _concatenate = _stack

    def _zeros_like(self, _like: Node) -> tuple[str, int]:
        return "0", ATOM

    def _ones_like(self, _like: Node) -> tuple[str, int]:
        return "1", ATOM

    def _array(self, entries: tuple, _shape: Shape) -> tuple[str, int]:
        if isinstance(entries[0], bool):  # which constraints are equalities: the first ones
            return rf"i \le {sum(entries)}", COMPARISON
        if not any(entries):
            return "0", ATOM
        return bracketed(r",\ ".join(number(entry)[0] for entry in entries)), ATOM

    def _pick(self, loop: Node, i: int) -> tuple[str, int]:
        return self._call("loop", tuple(loop.args[0].start), f"_{{{i + 1}}}")

    def _ask(self, kind: str, x: Node, *_guard: Node) -> tuple[str, int]:
        return f"{QUESTIONS[kind]}{bracketed(self.show(x))}", ATOM

    # -- linear algebra

    def _algebra(self, call: Node) -> tuple[str, int]:
        function, part, *args = call.args
        special = ALGEBRA.get(function)
        if special:
            return special(self, *args)
        if function in (algebra.eigh2, algebra.eigh):
            letter = r"\lambda" if part == 0 else "Q"
            return f"{letter}{bracketed(self.show(args[0]))}", ATOM
        if function is convexify.bowl:
            size = rf"\lvert {self.show(args[0])}\rvert"
            return (size, ATOM) if part == 0 else (f"{size}^{{-1}}", POWER)
        nodes = tuple(arg for arg in args if isinstance(arg, Node))
        from_where_to = nodes[:2]
        return self._call(function.__name__, from_where_to if ORACLE in args else nodes)
