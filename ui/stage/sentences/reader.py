"""The reader of a step: each row is told by its outermost operation, or by the function that made it."""

from __future__ import annotations

from collections.abc import Callable

from tracing.anatomy import Name
from tracing.graph import Node
from ui.language import N_
from ui.stage.sentences import answers, choices, products, sums
from ui.stage.sentences.plain import plainly
from ui.stage.sentences.said import Said, readable
from ui.stage.sentences.words import Words

QUESTIONS = (
    "less less_equal greater greater_equal equal not_equal invert logical_not logical_and logical_or bitwise_and "
    "bitwise_or"
).split()
READINGS: dict[str, Callable[[Words, Node, Node | None], list[Said]]] = {
    "add": sums.added, "subtract": sums.subtracted, "multiply": products.multiplied, "divide": products.divided,
    "sqrt": products.rooted, "sign": products.signs, "maximum": choices.larger, "ask": answers.asked,
    "call": answers.called, "index": answers.part, "concatenate": answers.joined,
    **dict.fromkeys(QUESTIONS, choices.question),
}  # fmt: skip


class Reader(Words):
    """Reads the rows of one step."""

    def sentences(self, name: Name, node: Node) -> list[Said]:
        """What to say about a row."""
        helper = self.anatomy.helpers.get(node)
        if helper and readable(helper.says) and (helper.part is None or self.anatomy.long(node)):
            truth = helper.part is not None and self.anatomy.terms.is_truth(node)
            return choices.question(self, node, None) if truth else [Said(helper.says)]
        before = next((leaf for leaf, given in self.anatomy.leaves.items() if given == Name("state", name.name)), None)
        if node in self.anatomy.names and self.anatomy.names[node] != name:
            return [Said(N_("{what} is remembered for the next step."), {"what": self.word(node)})]
        read = self.reading(node, before if name.part != "local" else None)
        return read or plainly(self, self.anatomy.terms.seen(node)) or [Said(N_("Computed as shown."))]

    def reading(self, node: Node, before: Node | None) -> list[Said]:
        """By the outermost operation; `before` is what the row held before the step."""
        seen = self.anatomy.terms.seen(node)
        if seen.op == "where":
            return self.chosen(seen, before)
        if seen.op == "negative" and seen.args[0] in self.anatomy.helpers and self.anatomy.long(seen.args[0]):
            return self.sentences(Name("local", ""), seen.args[0])
        read = products.negated if seen.op == "negative" else READINGS.get(seen.op)
        return read(self, seen, before) if read else []

    def chosen(self, seen: Node, before: Node | None) -> list[Said]:
        """A choice: told by what happens in the first step, or by the line that counts."""
        mask, a, b = seen.args
        if choices.is_start(self, mask):
            rest = self.reading(b, before) if b not in self.anatomy.names else []
            return [Said(N_("The first step starts with {first}."), {"first": self.word(a)}), *rest]
        return [choices.kept(self, mask) if b is before and before is not None else choices.counting(self, seen)]

    def line(self, seen: Node) -> Node:
        """Which line of a choice counts, as a number."""
        return choices.line(self, seen, 1)
