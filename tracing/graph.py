"""A computation written down: nodes with their order of operations, equal ones shared.

Nothing is rewritten or reassociated, so that `+ − × ÷ √` give the same bits wherever a graph is printed.
"""

from __future__ import annotations

import operator
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from typing import Any

FOLDED = {  # exact on two known numbers
    "add": operator.add, "subtract": operator.sub, "multiply": operator.mul,
    "less": operator.lt, "less_equal": operator.le, "greater": operator.gt, "greater_equal": operator.ge,
    "equal": operator.eq, "not_equal": operator.ne,
}  # fmt: skip
CONJUNCTIONS = ("logical_and", "bitwise_and")
DISJUNCTIONS = ("logical_or", "bitwise_or")


class Node:
    """One operation on other nodes. `op` is NumPy's name for it, or one of

    "const" (a number) · "input" (a name) · "ask" (kind, coordinates, guard, size of the answer: a question to
    the oracle, never shared because each one counts) · "item" (ask, index) · "loop" (a `Loop`) · "pick" (loop, index).
    """

    __slots__ = ("args", "op")

    def __init__(self, op: str, args: tuple) -> None:
        self.op, self.args = op, args

    def __repr__(self) -> str:
        return f"{self.op}({', '.join(map(str, self.args))})"


def known_truth(node: Any) -> bool | None:
    """The yes or no that is known while tracing; None for everything else."""
    known = isinstance(node, Node) and node.op == "const" and isinstance(node.args[0], bool)
    return node.args[0] if known else None


class Graph:
    """Makes nodes, sharing equal ones, and keeps the questions and loops in the order they were met."""

    def __init__(self) -> None:
        self._shared: dict[Hashable, Node] = {}
        self.block: list[Node] = []  # what must happen in order: questions and loops
        self._names = 0

    def node(self, op: str, *args: Any) -> Node:
        """The node of this operation; the same object if it exists already."""
        if op in FOLDED and all(a.op == "const" and not isinstance(a.args[0], bool) for a in args):
            return self.const(FOLDED[op](*(float(a.args[0]) for a in args)))
        for i, truth in enumerate(map(known_truth, args)) if op in ("where", *CONJUNCTIONS, *DISJUNCTIONS) else ():
            if truth is None:
                continue
            if op != "where":  # the other one decides, unless this one does
                return args[i if truth == (op in DISJUNCTIONS) else 1 - i]
            if i == 0:
                return args[1 if truth else 2]
        key = (op, *(id(a) if isinstance(a, Node) else (type(a), a) for a in args))
        if key not in self._shared:
            self._shared[key] = Node(op, args)
        return self._shared[key]

    def const(self, value: float | bool) -> Node:
        """A number or truth value known while tracing (0.0 and -0.0 are two numbers)."""
        return self.node("const", value if isinstance(value, bool) else repr(float(value)))

    def event(self, op: str, *args: Any) -> Node:
        """A node that is never shared and happens where it was met."""
        made = Node(op, args)
        self.block.append(made)
        return made

    def fresh(self, stem: str) -> str:
        """A name not given before."""
        self._names += 1
        return f"{stem}{self._names}"

    @contextmanager
    def inside(self) -> Iterator[list[Node]]:
        """Collect the events met meanwhile in a block of their own."""
        outer, self.block = self.block, []
        try:
            yield self.block
        finally:
            self.block = outer


class Loop:
    """`while test: variables = results`; test and body are blocks with events of their own."""

    def __init__(self, start: list[Node], variables: list[Node]) -> None:
        self.start, self.variables = start, variables
        self.test_block: list[Node] = []
        self.body_block: list[Node] = []
        self.results: list[Node] = []
        self.test: Node

    def inner(self) -> list[Node]:
        """Everything that is named inside the loop, or in a loop inside it, and nowhere else."""
        events = [*self.test_block, *self.body_block]
        nested = [node for event in events if event.op == "loop" for node in event.args[0].inner()]
        return [*self.variables, *events, *nested]
