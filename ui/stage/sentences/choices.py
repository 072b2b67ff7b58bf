"""Choices: which line of a formula counts, and what a value gives way to."""

from __future__ import annotations

from tracing.anatomy import Name
from tracing.graph import Node
from ui.language import N_
from ui.stage.sentences.said import Said
from ui.stage.sentences.words import Words


def larger(r: Words, seen: Node, before: Node | None) -> list[Said]:
    """max(a, b)."""
    if before is not None and before in seen.args:
        new = seen.args[1 - seen.args.index(before)]
        said = {"it": r.word(before), "new": r.word(new)}
        return [Said(N_("{it} gives way to {new} only where that is larger: it never shrinks."), said)]
    if r.is_number(seen.args[1], 0) and isinstance(word := r.word(seen.args[0]), str):
        return [Said(N_("{what}, but never below zero."), {"what": word})]
    return []


def question(_r: Words, _seen: Node, _before: Node | None) -> list[Said]:
    """a < b, and all that is true or false."""
    return [Said(N_("A question that is answered by yes or no."))]


def is_start(r: Words, mask: Node) -> bool:
    """Whether a condition holds in the first step only."""
    args = r.operation(mask, "equal")
    return bool(args) and r.is_number(args[1], 0) and r.anatomy.names.get(args[0]) == Name("state", "t")


def kept(r: Words, mask: Node) -> Said:
    """A value that may stay as it is."""
    said = N_("It changes only where the condition holds, else it stays as it was. Here: {answer}.")
    return Said(said, {"answer": r.number(mask).replace("}", ":answer}")})


def line(r: Words, seen: Node, first: int) -> Node:
    """Which line of a choice counts, as a number."""
    terms = r.anatomy.terms
    if seen.op != "where":
        return terms.lift(first)
    mask, _, other = seen.args
    rest = Node("line", ()) if other in r.anatomy.names else terms.seen(other)
    choice = terms.formula(terms.shapes[mask], "where", mask, terms.lift(first), line(r, rest, first + 1))
    return choice.node


def counting(r: Words, seen: Node) -> Said:
    """The line of a choice that counts in this step."""
    said = {"line": r.number(line(r, seen, 1))}
    return Said(N_("The first line whose condition holds counts: here line {line}."), said)
