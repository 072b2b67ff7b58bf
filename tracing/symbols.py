"""Symbolic arrays: a method's code runs on them unchanged and leaves a graph behind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from tracing.graph import Graph, Node

ELEMENTWISE = frozenset(
    "add subtract multiply divide negative positive absolute sign sqrt exp expm1 log log1p sin cos tan arcsin arccos "
    "arctan sinh cosh tanh floor ceil power remainder arctan2 hypot maximum minimum less less_equal greater "
    "greater_equal equal not_equal logical_and logical_or logical_not bitwise_and bitwise_or invert isfinite "
    "isnan".split()
)


class Untraceable(TypeError):
    """This code cannot be written down as a graph; the message says why."""


class Sym(np.lib.mixins.NDArrayOperatorsMixin):
    """An array of graph nodes that speaks NumPy's own protocols; shapes behave as usual."""

    def __init__(self, graph: Graph, nodes: Any) -> None:
        self.graph, self.nodes = graph, np.asarray(nodes, dtype=object)

    shape = property(lambda self: self.nodes.shape)
    ndim = property(lambda self: self.nodes.ndim)
    dtype = np.dtype(float)

    def __len__(self) -> int:
        return len(self.nodes)

    def __iter__(self) -> Iterator[Sym]:
        return (self[i] for i in range(len(self)))

    def __getitem__(self, index: Any) -> Sym:
        return Sym(self.graph, self.nodes[index])

    def __bool__(self) -> bool:
        raise Untraceable("it branches on data: use np.where or f.loop")

    __float__ = __int__ = __index__ = __bool__

    def reshape(self, *shape: Any) -> Sym:
        return Sym(self.graph, self.nodes.reshape(*shape))

    def swapaxes(self, a: int, b: int) -> Sym:
        return Sym(self.graph, self.nodes.swapaxes(a, b))

    def sum(self, axis: int = 0) -> Sym:
        return self.__array_ufunc__(np.add, "reduce", self, axis=axis)

    def max(self, axis: int = 0) -> Sym:
        return self.__array_ufunc__(np.maximum, "reduce", self, axis=axis)

    def min(self, axis: int = 0) -> Sym:
        return self.__array_ufunc__(np.minimum, "reduce", self, axis=axis)

    def all(self, axis: int = 0) -> Sym:
        return self.__array_ufunc__(np.logical_and, "reduce", self, axis=axis)

    def flat(self) -> list[Node]:
        """The nodes in row-major order."""
        return list(self.nodes.flat)

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *inputs: Any, **kwargs: Any) -> Any:
        name = ufunc.__name__
        if name not in ELEMENTWISE:
            raise Untraceable(f"np.{name} has no symbolic form")
        if method == "reduce":
            parts = np.moveaxis(inputs[0].nodes, kwargs.get("axis") or 0, 0)
            if not len(parts):
                return Sym(self.graph, np.full(parts.shape[1:], lift(self.graph, ufunc.identity), dtype=object))
            total = Sym(self.graph, parts[0])
            for part in parts[1:]:
                total = ufunc(total, Sym(self.graph, part))
            return total
        if method != "__call__" or kwargs:
            raise Untraceable(f"np.{name}.{method} with {sorted(kwargs)} has no symbolic form")
        if name == "power" and not isinstance(inputs[1], Sym) and np.ndim(inputs[1]) == 0:
            return self._power(inputs[0], float(inputs[1]))
        return self._each(name, *inputs)

    def _each(self, name: str, *inputs: Any) -> Sym:
        graph = self.graph
        apply = np.frompyfunc(lambda *nodes: graph.node(name, *(lift(graph, n) for n in nodes)), len(inputs), 1)
        return Sym(graph, apply(*map(raw, inputs)))

    def _power(self, base: Sym, exponent: float) -> Sym:
        """NumPy's own shortcuts for `**`: a square is a product, a half power a root."""
        if exponent == 2:
            return base * base
        if exponent == 0.5:
            return np.sqrt(base)
        return self._each("power", base, exponent)

    def __array_function__(self, function: Callable, types: Any, args: tuple, kwargs: dict) -> Any:
        if function not in FUNCTIONS:
            raise Untraceable(f"np.{function.__name__} has no symbolic form")
        return FUNCTIONS[function](self, *args, **kwargs)


def raw(value: Any) -> Any:
    """The bare array of nodes (or numbers) inside."""
    return value.nodes if isinstance(value, Sym) else value


def lift(graph: Graph, value: Any) -> Node:
    """A node for a number or truth value; nodes pass."""
    if isinstance(value, Node):
        return value
    return graph.const(bool(value) if isinstance(value, bool | np.bool_) else float(value))


def nodes_of(graph: Graph, value: Any) -> list[Node]:
    """The nodes of a symbolic array, or of plain numbers, in row-major order."""
    return [lift(graph, v) for v in np.asarray(raw(value), dtype=object).flat]


def inputs(graph: Graph, name: str, shape: tuple[int, ...] = ()) -> Sym:
    """A symbolic array whose entries are inputs called `name`, or `name_0`, `name_1`, … in row-major order."""
    nodes = np.empty(shape, dtype=object)
    for k, index in enumerate(np.ndindex(*shape)):
        nodes[index] = graph.node("input", f"{name}_{k}" if shape else name)
    return Sym(graph, nodes)


def _filled(number: float) -> Callable[..., Sym]:
    return lambda self, like, *_: Sym(self.graph, np.full(like.shape, lift(self.graph, number), dtype=object))


def _joined(function: Callable) -> Callable[..., Sym]:
    def join(self: Sym, parts: Any, **kwargs: Any) -> Sym:
        return Sym(self.graph, function([np.asarray(raw(part), dtype=object) for part in parts], **kwargs))

    return join


FUNCTIONS: dict[Callable, Callable] = {
    np.shape: lambda self, value: raw(value).shape,
    np.ndim: lambda self, value: raw(value).ndim,
    np.where: lambda self, *args: self._each("where", *args),
    np.clip: lambda self, x, low, high: np.minimum(np.maximum(x, low), high),
    np.zeros_like: _filled(0.0),
    np.ones_like: _filled(1.0),
    np.stack: _joined(np.stack),
    np.concatenate: _joined(np.concatenate),
}
