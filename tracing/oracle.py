"""The oracle on symbols: questions and loops become nodes instead of answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from tracing.graph import Graph, Loop, Node
from tracing.symbols import Sym, Untraceable, inputs, nodes_of, raw


class SymbolicOracle:
    """Stands in for `optim_core.Oracle` while a method is traced on `n` coordinates."""

    def __init__(self, graph: Graph, n: int) -> None:
        self.graph, self.n = graph, n

    def __call__(self, x: Sym, where: Any = None) -> Sym:
        return self._ask("value", x, where, ())

    def grad(self, x: Sym, where: Any = None) -> Sym:
        return self._ask("grad", x, where, (self.n,))

    def hess(self, x: Sym, where: Any = None) -> Sym:
        return self._ask("hess", x, where, (self.n, self.n))

    def residuals(self, x: Sym, where: Any = None) -> Sym:
        raise Untraceable("it asks for residuals, and how many there are depends on the problem")

    jacobian = residuals

    def fisher(self, x: Sym, where: Any = None) -> Sym:
        raise Untraceable("it asks for a Fisher matrix, which surfaces are not printed with")

    def _ask(self, kind: str, x: Sym, where: Any, shape: tuple[int, ...]) -> Sym:
        if x.ndim != 1:
            raise Untraceable("it asks about many points at once")
        guard = None if where is None else nodes_of(self.graph, where)[0]
        size = int(np.prod(shape, dtype=int))
        answer = self.graph.event("ask", kind, nodes_of(self.graph, x), guard, size)
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

    @property
    def rng(self) -> Any:
        raise Untraceable("it draws random numbers")


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
