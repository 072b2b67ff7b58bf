"""Dissecting a method: run its `step` once on symbolic vectors, watch it, and keep what it names."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np

from optim_core import algebra, line_search
from optim_core.constrained import convexify
from optim_core.knob import knobs_of
from optim_core.line_search import Accepted
from optim_core.method import Method
from tracing.anatomy import Anatomy, Helper, Name, in_order, parts_of, size
from tracing.formula import ORACLE, Formula, FormulaOracle, Terms
from tracing.graph import Node
from tracing.latex_algebra import ALGEBRA
from tracing.program import PLAIN, PLANE, Structure
from tracing.setting import Setting
from tracing.watch import Call, watched

WORTH_A_NAME = 5  # operations of a local result that is used once; used twice, two are enough
NUMBERS = ("const", "array")  # numbers, which need no name


@cache
def anatomy_of(kind: type[Method], structure: Structure = (), setting: Setting = PLAIN) -> Anatomy:
    """Run `step` once on symbolic vectors and watch it. Raises `Untraceable` where that is impossible."""
    terms, fixed = Terms(), dict(structure)
    f = FormulaOracle(terms, PLANE, setting)
    knobs = {name: terms.input(f"knob {name}") for name in knobs_of(kind) if name not in fixed}
    method: Any = kind(**fixed, **knobs)
    first = method.init(terms.input("state x", (PLANE,)), f)
    state = {name: terms.input(f"state {name}", np.shape(value)) for name, value in first._asdict().items()}
    before = type(first)(**state)
    rooms = frozenset({"optim_core", kind.__module__.split(".")[0]})
    (after, info), calls = watched(lambda: method.step(before, f), rooms)
    leaves = {value.node: Name("knob", name) for name, value in knobs.items()}
    leaves |= {value.node: Name("state", name) for name, value in state.items()}
    helpers: dict[Node, Helper] = {}
    for call in calls:
        note_results(terms, call, helpers)
    after = {name: terms.lift(value) for name, value in after._asdict().items()}
    info = {name: terms.lift(value) for name, value in info.items()}
    found = Anatomy(terms, leaves, recorded_rows(terms, leaves, after, info), {}, helpers, setting)
    return with_locals(found, calls)


def note_results(terms: Terms, call: Call, helpers: dict[Node, Helper]) -> None:
    """Remember what made the results of a call; those of linear algebra and line searches are shown as such."""
    whole = isinstance(call.result, Formula)
    results = {None: call.result} if whole else dict(enumerate(call.result if isinstance(call.result, tuple) else ()))
    given = [value.node for value in call.arguments.values() if isinstance(value, Formula)]
    made = {part: value.node for part, value in results.items() if isinstance(value, Formula)}
    made = {part: node for part, node in made.items() if node not in given and node.op not in ("input", *NUMBERS)}
    if is_algebra(call):
        for part, node in made.items():
            terms.instead[node] = calling(terms, call, part, terms.shapes[node])
    elif isinstance(call.result, Accepted) and call.function.__module__.startswith(line_search.__name__):
        note_search(terms, call)
    elif not call.function.__name__.startswith("_") and call.function.__name__ not in ("init", "step"):
        says = (inspect.getdoc(call.function) or "").split("\n")[0]
        fields = getattr(call.result, "_fields", ())
        for part, node in made.items():
            if fields and node in helpers:
                continue  # it is only passed on in a bundle; who made it knows more about it
            field = "" if part is None else fields[part] if fields else str(part + 1)
            helpers[node] = Helper(call.function.__name__, part, field, says, tuple(given))


def is_algebra(call: Call) -> bool:
    """Whether formulas have a notation of their own for what the function does."""
    return call.function.__module__ == algebra.__name__ or call.function in (*ALGEBRA, convexify.bowl)


def note_search(terms: Terms, call: Call) -> None:
    """A search chooses the length; value and gradient are those of the point it reached."""
    alpha, x, fx, g = (terms.lift(value) for value in call.result)
    terms.instead[alpha] = calling(terms, call, 0, ())
    terms.instead[fx] = terms.formula((), "ask", "value", x).node
    terms.instead[g] = terms.formula(terms.shapes[x], "ask", "grad", x).node


def calling(terms: Terms, call: Call, part: int | None, shape: tuple[int, ...]) -> Node:
    """The call itself as a node."""

    def argument(value: Any) -> Any:
        if isinstance(value, FormulaOracle):
            return ORACLE
        if isinstance(value, list):
            return tuple(value)
        return terms.lift(value) if isinstance(value, Formula | float | int | np.ndarray) else value

    return terms.formula(shape, "call", call.function, part, *map(argument, call.arguments.values())).node


def recorded_rows(
    terms: Terms, leaves: Mapping[Node, Name], after: dict[str, Node], info: dict[str, Node]
) -> tuple[tuple[Name, Node], ...]:
    """What the method records, each result once: under the name in the next state where the old value is used too."""
    used = set(below(terms, [*after.values(), *info.values()]))
    before = {leaf.name: node for node, leaf in leaves.items() if leaf.part == "state"}
    changed = {name: node for name, node in after.items() if node is not before[name]}
    told = {node: name for name, node in info.items() if node not in leaves}
    rows = []
    for name, node in changed.items():
        if 0 in terms.shapes[node]:
            continue
        plain = told.get(node) == name and before[name] not in used
        rows.append((Name("info" if plain else "next", name), node))
    return (*rows, *((Name("info", name), node) for node, name in told.items() if node not in changed.values()))


def below(terms: Terms, roots: list[Node]) -> Iterator[Node]:
    """The roots and everything that they are shown with, each once."""
    seen, open_ = set(roots), list(roots)
    while open_:
        node = open_.pop()
        yield node
        fresh = [part for part in parts_of(terms.seen(node)) if part not in seen]
        seen.update(fresh)
        open_ += fresh


def with_locals(recorded: Anatomy, calls: list[Call]) -> Anatomy:
    """The anatomy of recorded rows, and of the local results without which they would be hard to read."""
    names = {**{node: name for name, node in reversed(recorded.rows)}, **recorded.leaves}
    locals_ = local_names(recorded.terms, names, calls)
    everything = replace(recorded, rows=(), names={**locals_, **names})
    reached, uses = reach(everything, [node for _, node in recorded.rows])
    kept = [(locals_[node], node) for node in reached if node in locals_ and worth(everything, node, uses)]
    known = {**{node: name for name, node in kept}, **names}
    return in_order(replace(recorded, rows=(*recorded.rows, *kept), names=known))


def local_names(terms: Terms, recorded: Mapping[Node, Name], calls: list[Call]) -> dict[Node, Name]:
    """What the code itself calls results that are not recorded; an outer name goes before an inner one."""
    found: dict[Node, Name] = {}
    taken = {name.name for name in recorded.values()}
    for call in reversed(calls):
        if is_algebra(call) or call.function.__module__.startswith(line_search.__name__):
            continue
        for name, value in call.locals.items():
            if name in taken or not isinstance(value, Formula) or value is call.result:
                continue
            if 0 in value.shape or value.node in recorded or value.node in found:
                continue
            if terms.seen(value.node).op not in NUMBERS:
                found[value.node] = Name("local", name)
                taken.add(name)
    return found


def reach(anatomy: Anatomy, roots: list[Node]) -> tuple[list[Node], dict[Node, int]]:
    """Every named result that the formulas of the roots lead to, and how often each node is written."""
    uses: dict[Node, int] = {}
    reached = list(dict.fromkeys(roots))
    for root in reached:
        for node in anatomy.inside(root):
            if node is not root and node in anatomy.names:
                if node not in reached:
                    reached.append(node)
                continue
            for part in anatomy.parts(node):
                uses[part] = uses.get(part, 0) + 1
    return reached, uses


def worth(anatomy: Anatomy, node: Node, uses: Mapping[Node, int]) -> bool:
    """Whether a local result is worth a row of its own."""
    length, times = size(anatomy.terms, node, anatomy.names, WORTH_A_NAME), uses.get(node, 0)
    if times > 2:
        return anatomy.terms.seen(node).op != "negative"
    if times > 1 and node in anatomy.helpers and anatomy.long(node):
        return True
    return length >= (2 if times > 1 else WORTH_A_NAME)
