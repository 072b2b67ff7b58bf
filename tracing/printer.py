"""Walk a graph and write it as statements: shared nodes named once, nothing reordered, nothing computed for naught."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from tracing.graph import Loop, Node
from tracing.program import Function


class Printer:
    """The walk; what the words look like is up to the languages (`javascript`, `python`)."""

    def __init__(self) -> None:
        self.names: dict[Node, Any] = {}  # how each node is referred to
        self.lines: list[str] = []
        self.depth = 1
        self.count = 0
        self.uses: Counter[Node] = Counter()  # how often each node is written

    # -- what a language decides

    def number(self, value: str | bool) -> str:
        raise NotImplementedError

    def operation(self, op: str, args: list[str]) -> str:
        raise NotImplementedError

    def question(self, kind: str, coordinates: list[str], guard: str | None, size: int) -> str:
        raise NotImplementedError

    def define(self, name: str, expression: str) -> None:
        raise NotImplementedError

    def repeat(self, loop: Loop) -> None:
        raise NotImplementedError

    def inside(self, op: str, text: str) -> str | None:
        """How a part that is used once is written into what uses it; None if it gets a name and a line of its own."""
        return None

    # -- the walk

    def line(self, text: str) -> None:
        self.lines.append("  " * self.depth + text)

    def block(self, events: list[Node]) -> None:
        """Write what must happen, in order."""
        for event in events:
            self.ref(event)

    def ref(self, node: Node) -> str:
        """How to refer to a node; writes it first if it is not written yet."""
        if node.op == "const":
            return self.number(node.args[0])
        if node.op == "input":
            return self.names.get(node, node.args[0])
        if node.op == "pick":
            self.ref(node.args[0])
            return self.ref(node.args[0].args[0].variables[node.args[1]])
        if node.op == "item":
            return f"{self.ref(node.args[0])}[{node.args[1]}]"
        if node in self.names:
            return self.names[node]
        if node.op == "loop":
            self.write_loop(node)
        elif node.op == "ask":
            kind, coordinates, guard, size = node.args
            self.name(node, self.question(kind, [*map(self.ref, coordinates)], guard and self.ref(guard), size))
        else:
            text = self.operation(node.op, [self.ref(a) for a in node.args])
            inside = self.inside(node.op, text) if self.uses[node] == 1 else None
            if inside is not None:
                return inside
            self.name(node, text)
        return self.names[node]

    def name(self, node: Node, text: str) -> None:
        """Write a line that gives the node a name."""
        self.count += 1
        self.names[node] = f"_{self.count}"
        self.define(self.names[node], text)

    def write_loop(self, node: Node) -> None:
        loop: Loop = node.args[0]
        for start in loop.start:
            self.ref(start)
        self.hoist(loop)
        self.names[node] = "loop"
        outer = dict(self.names)
        self.repeat(loop)
        self.names = outer

    def hoist(self, loop: Loop) -> None:
        """Write before the loop whatever does not change inside it."""
        changing = set(loop.inner())
        seen: dict[Node, bool] = {}

        def changes(node: Node) -> bool:
            if node not in seen:
                moving = [changes(part) for part in parts(node)]  # all of them: each may be hoisted by itself
                seen[node] = node in changing or any(moving)
            return seen[node]

        for node in [loop.test, *loop.results, *loop.test_block, *loop.body_block]:
            changes(node)
        for node in [node for node, moving in seen.items() if not moving]:
            self.ref(node)

    def function(self, f: Function) -> str:
        """Write the whole body; returns the text of the result."""
        self.uses = uses_in(f)
        self.block(f.block)
        return self.collect(f.results)

    def collect(self, results: Any) -> str:
        if isinstance(results, Node):
            return self.ref(results)
        return f"[{', '.join(self.collect(r) for r in results)}]"


def parts(node: Node) -> list[Node]:
    """The nodes a node is made of."""
    if node.op == "ask":
        return [*node.args[1], *([node.args[2]] if node.args[2] is not None else [])]
    if node.op == "loop":
        loop = node.args[0]
        return [*loop.start, loop.test, *loop.results, *loop.test_block, *loop.body_block]
    return [a for a in node.args if isinstance(a, Node)]


def uses_in(f: Function) -> Counter[Node]:
    """How often the nodes of a function are written: once for each node that is made of them, or for a result.

    The results of a loop count twice: they are all computed before the first variable takes its new value.
    """
    uses: Counter[Node] = Counter()
    open_ = [*f.block, *flat(f.results)]
    uses.update(open_)
    seen = set(open_)
    while open_:
        node = open_.pop()
        made_of = parts(node)
        uses.update(made_of)
        uses.update(node.args[0].results if node.op == "loop" else ())
        fresh = [part for part in dict.fromkeys(made_of) if part not in seen]
        seen.update(fresh)
        open_ += fresh
    return uses


def flat(results: Any) -> Iterator[Node]:
    """The nodes in nested lists of them."""
    if isinstance(results, Node):
        yield results
    else:
        for result in results:
            yield from flat(result)
