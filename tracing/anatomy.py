"""The anatomy of a step: what a method computes, name by name, in the order in which its code does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from tracing.formula import Terms
from tracing.graph import Node
from tracing.setting import Setting

LONG = 30  # operations: a longer formula is shown as the function that computes it, if it has one


class Name(NamedTuple):
    """Where a number of the step is found: a "knob", in the "state" before, the "next" state, the "info" or "local"."""

    part: str
    name: str


class Helper(NamedTuple):
    """A function of the method's own that made a result."""

    name: str
    part: int | None  # which of its results, if there are several
    field: str  # and what that is called
    says: str  # the first line of its docstring
    arguments: tuple[Node, ...]


@dataclass(frozen=True, eq=False)
class Anatomy:
    """Everything that a step names. A row is a result with its name; a formula ends where another name begins."""

    terms: Terms
    leaves: Mapping[Node, Name]  # what is given: knobs and the state before
    rows: tuple[tuple[Name, Node], ...]
    names: Mapping[Node, Name]  # of leaves and of the results that have a row
    helpers: Mapping[Node, Helper]
    setting: Setting

    def parts(self, node: Node) -> tuple[Node, ...]:
        """The nodes that the formula of a node is written with."""
        if node in self.helpers and self.long(node):
            return self.helpers[node].arguments
        return parts_of(self.terms.seen(node))

    def long(self, node: Node) -> bool:
        """Whether the formula is hard to read: too long, or a choice stands inside it."""
        recorded = {part: name for part, name in self.names.items() if name.part != "local"}
        return size(self.terms, node, recorded, LONG) > LONG or self.choosy(node)

    def choosy(self, root: Node) -> bool:
        """Whether a choice stands inside a formula, as a part without a name of its own."""
        seen, open_ = {root}, [root]
        while open_:
            shown = self.terms.seen(open_.pop())
            fresh = [part for part in parts_of(shown) if part not in seen and part not in self.names]
            if any(self.terms.seen(part).op == "where" for part in fresh):
                return True
            seen.update(fresh)
            open_ += fresh
        return False

    def inside(self, root: Node) -> Iterator[Node]:
        """The nodes of the formula of a row, each once, the root first, ending at names."""
        seen, open_ = {root}, [root]
        while open_:
            node = open_.pop()
            yield node
            if node is root or node not in self.names:
                fresh = [part for part in self.parts(node) if part not in seen]
                seen.update(fresh)
                open_ += fresh


def parts_of(node: Node) -> tuple[Node, ...]:
    """The nodes among the arguments of a node."""
    if node.op == "pick":
        return tuple(node.args[0].args[0].start)
    return tuple(part for part in node.args if isinstance(part, Node))


def size(terms: Terms, root: Node, names: Mapping[Node, Any], most: int) -> int:
    """How many different operations a formula has; counting stops beyond `most`."""
    count, seen, open_ = 0, {root}, [root]
    while open_ and count <= most:
        node = open_.pop()
        shown = terms.seen(node)
        if shown.op in ("const", "input", "array") or (node is not root and node in names):
            continue
        count += LONG + 1 if shown.op == "pick" else 1
        fresh = [part for part in parts_of(shown) if part not in seen]
        seen.update(fresh)
        open_ += fresh
    return count


def in_order(anatomy: Anatomy) -> Anatomy:
    """The rows in the order in which they were computed, none before what its formula names."""
    age = {node: i for i, node in enumerate(anatomy.terms.shapes)}
    by_age = sorted(anatomy.rows, key=lambda row: age[row[1]])
    listed: list[Node] = []

    def put(node: Node) -> None:
        for part in sorted(anatomy.inside(node), key=age.__getitem__) if node not in listed else ():
            if part is not node and part in anatomy.names and part not in anatomy.leaves:
                put(part)
        if node not in listed:
            listed.append(node)

    for _, node in by_age:
        put(node)
    return replace(anatomy, rows=tuple(sorted(by_age, key=lambda row: listed.index(row[1]))))
