"""The oracle on symbols: questions and loops become nodes instead of answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from optim_core.oracle import COUNTED_AS
from tracing.graph import Graph, Loop, Node
from tracing.setting import Setting, Shape
from tracing.symbols import Sym, Untraceable, inputs, nodes_of, raw


class StandIn:
    """Takes the place of `optim_core.Oracle`: every question there is, and none that this setting has no answer to."""

    def __init__(self, n: int, setting: Setting) -> None:
        self.n, self.setting = n, setting

    def __call__(self, x: Any, where: Any = None) -> Any:
        return self.ask("value", x, where, ())

    def __getattr__(self, question: str) -> Callable[..., Any]:
        if question not in COUNTED_AS:
            raise AttributeError(question)
        shape = self.setting.shape(question, self.n)
        if 0 in shape:
            raise Untraceable(f"it asks for {question}, and how many there are depends on the problem")
        return lambda x, where=None: self.ask(question, x, where, shape)

    @property
    def n_equalities(self) -> int:
        return self.setting.equalities

    @property
    def rng(self) -> Any:
        raise Untraceable("it draws random numbers")

    def ask(self, question: str, x: Any, where: Any, shape: Shape) -> Any:
        """The answer as a symbol of this shape."""
        raise NotImplementedError


class SymbolicOracle(StandIn):
    """The oracle while a method is traced on `n` coordinates: one symbol for each number of an answer."""

    def __init__(self, graph: Graph, n: int, setting: Setting) -> None:
        super().__init__(n, setting)
        self.graph = graph

    def ask(self, question: str, x: Sym, where: Any, shape: Shape) -> Sym:
        if x.ndim != 1:
            raise Untraceable("it asks about many points at once")
        guard = None if where is None else nodes_of(self.graph, where)[0]
        size = int(np.prod(shape, dtype=int))
        answer = self.graph.event("ask", question, nodes_of(self.graph, x), guard, size)
        items = [answer] if shape == () else [self.graph.node("item", answer, i) for i in range(size)]
        nodes = np.empty(size, dtype=object)
        nodes[:] = items
        return Sym(self.graph, nodes.reshape(shape))

    def loop(self, condition: Callable[..., Any], body: Callable[..., tuple], state: tuple, given: tuple = ()) -> tuple:
        """The same contract as `Oracle.loop`, as one node."""
        graph = self.graph
        variables = [inputs(graph, graph.fresh("w"), np.shape(value)) for value in state]
        loop = Loop(
            [node for value in state for node in nodes_of(graph, value)],
            [node for variable in variables for node in variable.flat()],
        )
        with graph.inside() as loop.test_block:
            loop.test = nodes_of(graph, condition(*variables, *given))[0]
        with graph.inside() as loop.body_block:
            results = body(*variables, *given)
            for variable, result in zip(variables, results, strict=True):
                loop.results += nodes_of(graph, np.broadcast_to(np.asarray(raw(result), object), variable.shape))
        node = graph.event("loop", loop)
        return _picks(graph, node, variables)


def _picks(graph: Graph, loop: Node, variables: list[Sym]) -> tuple[Sym, ...]:
    """The variables as they are after the loop, in their shapes."""
    found, k = [], 0
    for variable in variables:
        nodes = np.empty(variable.shape, dtype=object)
        for index in np.ndindex(*variable.shape):
            nodes[index] = graph.node("pick", loop, k)
            k += 1
        found.append(Sym(graph, nodes))
    return tuple(found)
