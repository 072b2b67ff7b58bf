"""Words for the parts of a formula, and what there is to know about a part before one speaks of it."""

from __future__ import annotations

from collections.abc import Callable

from tracing.anatomy import Anatomy
from tracing.graph import Node
from tracing.latex import Latex
from ui.language import N_
from ui.stage.sentences.said import TERM, Said

POINTS = ("x", "y", "z", "slow")  # states that are places on the map
UNSPEAKABLE = (r"\frac", r"\begin", r"\sqrt", r"\operatorname", r"\max", r"\min", r"\left", r"\lVert", r"\top")


class Words:
    """The anatomy of a step, in words. `number` gives the place in which the browser writes the number of a node."""

    def __init__(self, anatomy: Anatomy, latex: Latex, number: Callable[[Node], str]) -> None:
        self.anatomy, self.latex, self.number = anatomy, latex, number

    def word(self, node: Node) -> str | Said:
        """A part as it appears in a sentence."""
        seen = self.anatomy.terms.seen(node)
        if node not in self.anatomy.names:
            if seen.op == "ask" and seen.args[0] == "grad":
                return Said(N_("the slope"))
            if seen.op == "power" and self.is_number(seen.args[1], 2):
                return Said(N_("the square of {what}"), {"what": self.word(seen.args[0])})
        text = self.latex.show(node).replace(r"\lvert ", "|").replace(r"\rvert", "|")
        return Said(TERM) if any(mark in text for mark in UNSPEAKABLE) else f"${text}$"

    def words(self, factors: list[Node]) -> str | Said:
        """A product as it appears in a sentence."""
        if len(factors) == 1:
            return self.word(factors[0])
        texts = [self.word(factor) for factor in factors]
        if all(isinstance(text, str) for text in texts):
            return "$" + r"\,".join(str(text).strip("$") for text in texts) + "$"
        return Said(TERM)

    def percent(self, node: Node) -> str:
        """The place of a number that is shown as a percentage."""
        return self.number(node).replace("}", ":percent}")

    def is_number(self, node: Node, value: float) -> bool:
        seen = self.anatomy.terms.seen(node)
        return seen.op == "const" and not isinstance(seen.args[0], bool) and float(seen.args[0]) == value

    def is_scalar(self, node: Node) -> bool:
        return not self.anatomy.terms.shapes[node]

    def is_rest(self, rest: Node, share: Node) -> bool:
        """Whether `rest` is 1 − `share`."""
        args = self.operation(rest, "subtract")
        return bool(args) and self.is_number(args[0], 1) and args[1] is share

    def operation(self, node: Node, op: str) -> tuple:
        """The arguments of an unnamed node if it is this operation, else nothing."""
        seen = self.anatomy.terms.seen(node)
        return seen.args if seen.op == op and node not in self.anatomy.names else ()

    def factors(self, node: Node) -> list[Node]:
        """The factors of a product, in order."""
        args = self.operation(node, "multiply")
        return [*self.factors(args[0]), *self.factors(args[1])] if args else [node]

    def calls(self, node: Node) -> tuple[Callable | None, list[Node]]:
        """The function that an unnamed node is a call of, and its arguments."""
        function, _, *args = self.operation(node, "call") or (None, None)
        return function, [arg for arg in args if isinstance(arg, Node)]
