"""A function written down as a graph, and how to get one from a method, a surface or a rule."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

import numpy as np

from optim_core import rules
from optim_core.knob import knobs_of
from optim_core.method import Method
from optim_core.standing import unrest
from tracing.graph import Graph, Node
from tracing.oracle import SymbolicOracle
from tracing.setting import Setting, Shape
from tracing.symbols import Sym, Untraceable, inputs, nodes_of

PLANE = 2  # coordinates of everything that is played on a map
PLAIN = Setting()
Structure = tuple[tuple[str, Any], ...]

Layout = tuple[tuple[str, Shape], ...]


class Function(NamedTuple):
    """Parameters (each one name, or several that arrive as one array), events in order, and what is returned."""

    parameters: tuple[tuple[str, tuple[str, ...] | None], ...]
    block: list[Node]
    results: Any  # a node, or nested lists of nodes


@dataclass(frozen=True, eq=False)
class Program:
    """A method on the plane: `init` and `step` as graphs, with the layout of what they return."""

    method: Method  # with symbols for its numeric knobs
    knobs: tuple[str, ...]  # the numeric ones, in order
    state: Layout
    info: Layout
    init: Function
    step: Function
    graph: Graph


def structure_of(method: Method) -> Structure:
    """The knobs of a method that decide the shape of its program, with their values."""
    return tuple((name, getattr(method, name)) for name, knob in knobs_of(method).items() if knob.structural)


@cache
def trace_method(kind: type[Method], structure: Structure = (), setting: Setting = PLAIN) -> Program:
    """Run `init` and `step` once on symbols. Raises `Untraceable` with the reason where that is impossible."""
    graph = Graph()
    fixed = dict(structure)
    numeric = tuple(name for name in knobs_of(kind) if name not in fixed)
    method: Any = kind(**fixed, **{name: inputs(graph, name) for name in numeric})
    f: Any = SymbolicOracle(graph, PLANE, setting)
    with graph.inside() as init_block:
        first = method.init(inputs(graph, "x", (PLANE,)), f)
    state = tuple((name, np.shape(value)) for name, value in zip(first._fields, first, strict=True))
    apart = {name: f"{name}_now" if name in numeric else name for name, _ in state}  # a radius, and the first radius
    before = type(first)(*[inputs(graph, apart[name], shape) for name, shape in state])
    with graph.inside() as step_block:
        after, info = method.step(before, f)
    for (name, shape), value in zip(state, after, strict=True):
        if np.shape(value) != shape:
            raise Untraceable(f"its state {name} changes shape from {shape} to {np.shape(value)}")
    flat = lambda values: [node for value in values for node in nodes_of(graph, value)]  # noqa: E731
    knob_names, state_names = ("K", numeric), ("s", tuple(n.args[0] for n in flat(before)))
    start = tuple((f"x_{i}", None) for i in range(PLANE))
    return Program(
        method,
        numeric,
        state,
        tuple((name, np.shape(value)) for name, value in info.items()),
        Function((*start, knob_names, ("f", None)), init_block, flat(first)),
        Function((state_names, knob_names, ("f", None)), step_block, [flat(after), flat(info.values())]),
        graph,
    )


def trace_kernel(kernel: Callable[..., Any], knobs: tuple[str, ...]) -> Function:
    """A surface's `kernel(x, y, *knobs)`, which returns one number or a tuple of them."""
    graph = Graph()
    with graph.inside() as block:
        answer = kernel(inputs(graph, "x"), inputs(graph, "y"), *(inputs(graph, name) for name in knobs))
    parts = [nodes_of(graph, part)[0] for part in answer] if isinstance(answer, tuple) else nodes_of(graph, answer)[0]
    return Function((("x", None), ("y", None), ("S", knobs)), block, parts)


def trace_question(questions: Any, name: str) -> Function:
    """One of the questions a problem can be asked; or "rests": whether a run that stands still there is over."""
    return _rests(questions) if name == "rests" else trace_kernel(questions[name], questions.knobs)


def trace_problem(questions: Any) -> Mapping[str, Function]:
    """All of them."""
    return {name: trace_question(questions, name) for name in (*questions, "rests")}


def _rests(questions: Any) -> Function:
    """`rules.flat`, of what `standing.unrest` says about the point."""
    graph = Graph()
    x, y, *knobs = (inputs(graph, name) for name in ("x", "y", *questions.knobs))
    point: Any = Sym(graph, [x.nodes[()], y.nodes[()]])
    with graph.inside() as block:
        flat = rules.flat(unrest(OnSymbols(questions, knobs), point))
    return Function((("x", None), ("y", None), ("S", questions.knobs)), block, nodes_of(graph, flat)[0])


class OnSymbols:
    """A problem that answers with symbols; what it cannot be asked it does not have."""

    def __init__(self, questions: Any, knobs: list[Sym]) -> None:
        self.questions, self.knobs = questions, knobs
        self.n_equalities = questions.equalities

    def __getattr__(self, question: str) -> Callable[[Sym], Sym]:
        if question not in self.questions:
            raise AttributeError(question)
        setting = Setting(self.questions.residuals, self.questions.constraints)

        def answer(p: Sym) -> Sym:
            told = self.questions[question](*p, *self.knobs)
            nodes = np.array([nodes_of(p.graph, part)[0] for part in (told if isinstance(told, tuple) else (told,))])
            return Sym(p.graph, nodes.reshape(setting.shape(question, PLANE)))

        return answer


def trace_rules() -> Mapping[str, Function]:
    """The rules that end any run (`optim_core.rules`), on plain coordinates."""
    graph = Graph()
    points = {name: inputs(graph, name, (PLANE,)) for name in ("old", "new")}
    calls = {"escaped": ("new",), "settled": ("old", "new")}
    found = {}
    for name, arguments in calls.items():
        result: Sym = getattr(rules, name)(*(points[a] for a in arguments))
        parameters = tuple((node.args[0], None) for a in arguments for node in points[a].flat())
        found[name] = Function(parameters, [], nodes_of(graph, result)[0])
    return found
