"""Symbolic vectors: a method's code runs on them unchanged and leaves its formulas behind, not its coordinates."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from tracing.graph import CONJUNCTIONS, DISJUNCTIONS, Graph, Loop, Node
from tracing.oracle import StandIn
from tracing.setting import Setting, Shape
from tracing.symbols import ELEMENTWISE, FUNCTIONS, Untraceable

TRUTHS = frozenset(
    "less less_equal greater greater_equal equal not_equal logical_and logical_or logical_not bitwise_and bitwise_or "
    "invert isfinite isnan".split()
)
ORACLE = "f"  # the argument of a call that is the oracle itself


class Terms(Graph):
    """A graph whose nodes are whole arrays, in the order in which they were first met.

    Beside the operations of a `Graph` there are "array" (entries, shape) · "index" (array, places) · "fold" (ufunc,
    array, axis) · "reshape" · "swapaxes" · "call" (function, part of its result, arguments…), where the argument
    `ORACLE` stands for the oracle, and the functions of NumPy by their own names.
    """

    def __init__(self) -> None:
        super().__init__()
        self.shapes: dict[Node, Shape] = {}
        self.instead: dict[Node, Node] = {}  # what a result is shown as: `aᵀb` instead of a sum of products

    def formula(self, shape: Shape, op: str, *args: Any) -> Formula:
        """The array of this shape that the operation gives."""
        node = self.node(op, *args)
        self.shapes.setdefault(node, shape)
        return Formula(self, node)

    def input(self, name: str, shape: Shape = ()) -> Formula:
        """A named array that is given."""
        return self.formula(shape, "input", name)

    def lift(self, value: Any) -> Node:
        """The node of a formula, a number, a truth value or an array of numbers."""
        if isinstance(value, Formula):
            return value.node
        if np.ndim(value):
            entries = tuple(np.asarray(value, None if np.asarray(value).dtype == bool else float).ravel().tolist())
            return self.formula(np.shape(value), "array", entries, np.shape(value)).node
        node = self.const(bool(value) if isinstance(value, bool | np.bool_) else float(value))
        self.shapes.setdefault(node, ())
        return node

    def is_zero(self, node: Node) -> bool:
        """Whether the node is nothing but zeros, so that a sum is written without it."""
        return self.numbers(node) in ({0.0}, {-0.0})

    def numbers(self, node: Node) -> set[float | bool]:
        """The numbers or truths that a known node holds; none of one that depends on the step."""
        if node.op == "array":
            return set(node.args[0])
        value = node.args[0] if node.op == "const" else None
        return set() if value is None else {value if isinstance(value, bool) else float(value)}

    def shorter(self, op: str, nodes: list[Node]) -> Node | None:
        """What is left of an operation on zeros, or on conditions that are known: they need not be written."""
        known = [self.numbers(node) for node in nodes]
        zero = [self.is_zero(node) for node in nodes]
        if op == "add" and any(zero):
            return nodes[1 - zero.index(True)]
        if op == "multiply" and {1.0} in known:
            return nodes[1 - known.index({1.0})]
        if (op == "subtract" and zero[1]) or (op in ("absolute", "negative") and zero[0]):
            return nodes[0]
        if op == "where" and known[0] in ({True}, {False}):
            return nodes[1 if True in known[0] else 2]
        for i, truths in enumerate(known) if op in (*CONJUNCTIONS, *DISJUNCTIONS) else ():
            if truths in ({True}, {False}):
                return nodes[i if (True in truths) == (op in DISJUNCTIONS) else 1 - i]
        return None

    def is_truth(self, node: Node) -> bool:
        """Whether the node is a yes or no."""
        seen = self.seen(node)
        if seen.op == "where":
            return self.is_truth(seen.args[1])
        if seen.op == "pick":
            return self.is_truth(seen.args[0].args[0].start[seen.args[1]])
        if seen.op == "fold":
            return seen.args[0] in TRUTHS
        return seen.op in TRUTHS or isinstance(seen.args[0], bool)

    def seen(self, node: Node) -> Node:
        """The node as it is shown."""
        return self.instead.get(node, node)


class Formula(np.lib.mixins.NDArrayOperatorsMixin):
    """An array that remembers how it was made; it speaks NumPy's own protocols."""

    __hash__ = object.__hash__
    dtype = np.dtype(float)

    def __init__(self, terms: Terms, node: Node) -> None:
        self.terms, self.node = terms, node

    shape = property(lambda self: self.terms.shapes[self.node])
    ndim = property(lambda self: len(self.shape))

    def __len__(self) -> int:
        return int(self.shape[0])

    def __iter__(self) -> Iterator[Formula]:
        return (self[i] for i in range(len(self)))

    def __bool__(self) -> bool:
        raise Untraceable("it branches on data: use np.where or f.loop")

    __float__ = __int__ = __index__ = __bool__

    def __getitem__(self, index: Any) -> Formula:
        places = tuple(place_of(part) for part in (index if isinstance(index, tuple) else (index,)))
        return self.terms.formula(_blank(self.shape)[index_of(places)].shape, "index", self.node, places)

    def reshape(self, *shape: Any) -> Formula:
        wanted = _blank(self.shape).reshape(*shape).shape
        return self.terms.formula(wanted, "reshape", self.node, wanted)

    def swapaxes(self, a: int, b: int) -> Formula:
        return self.terms.formula(_blank(self.shape).swapaxes(a, b).shape, "swapaxes", self.node, a, b)

    def sum(self, axis: int = 0) -> Formula:
        return self.__array_ufunc__(np.add, "reduce", self, axis=axis)

    def max(self, axis: int = 0) -> Formula:
        return self.__array_ufunc__(np.maximum, "reduce", self, axis=axis)

    def min(self, axis: int = 0) -> Formula:
        return self.__array_ufunc__(np.minimum, "reduce", self, axis=axis)

    def all(self, axis: int = 0) -> Formula:
        return self.__array_ufunc__(np.logical_and, "reduce", self, axis=axis)

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *inputs: Any, **kwargs: Any) -> Any:
        if ufunc.__name__ not in ELEMENTWISE or method not in ("__call__", "reduce"):
            raise Untraceable(f"np.{ufunc.__name__} has no symbolic form")
        if method == "reduce":
            axis = kwargs.get("axis") or 0
            shape = _blank(self.shape).sum(axis).shape
            if self.terms.is_zero(self.node) or not self.shape[axis]:
                known = 0.0 if self.terms.is_zero(self.node) else ufunc.identity
                return Formula(self.terms, self.terms.lift(np.full(shape, known)))
            return self.terms.formula(shape, "fold", ufunc.__name__, self.node, axis)
        return self._of(ufunc.__name__, *inputs)

    def __array_function__(self, function: Callable, types: Any, args: tuple, kwargs: dict) -> Any:
        if function is np.shape or function is np.ndim:
            return getattr(args[0], function.__name__)
        if function not in FUNCTIONS:
            raise Untraceable(f"np.{function.__name__} has no symbolic form")
        if isinstance(args[0], list | tuple):
            parts = [self.terms.lift(part) for part in args[0]]
            if function is np.concatenate:
                parts = [part for part in parts if 0 not in self.terms.shapes[part]]
                if len(parts) == 1:
                    return Formula(self.terms, parts[0])
            joined = function([_blank(self.terms.shapes[part]) for part in parts], *args[1:], **kwargs)
            return self.terms.formula(joined.shape, function.__name__, *parts, tuple(kwargs.items()))
        return self._of(function.__name__, *args)

    def _of(self, op: str, *inputs: Any) -> Formula:
        nodes = [self.terms.lift(value) for value in inputs]
        shape = np.broadcast_shapes(*(self.terms.shapes[node] for node in nodes))
        short = self.terms.shorter(op, nodes)
        if short is not None and self.terms.shapes[short] == shape:
            return Formula(self.terms, short)
        if op == "multiply" and any(map(self.terms.is_zero, nodes)):
            return Formula(self.terms, self.terms.lift(np.zeros(shape)))
        return self.terms.formula(shape, op, *nodes)


def _blank(shape: Shape) -> np.ndarray:
    return np.empty(shape, bool)


def place_of(part: Any) -> Any:
    """One entry of an index in a form that can be compared: a number, None, ("slice", …) or ("list", …)."""
    if isinstance(part, slice):
        return "slice", part.start, part.stop, part.step
    return ("list", *part) if isinstance(part, list) else part


def index_of(places: tuple) -> tuple:
    """The index itself."""
    kinds: dict[str, Callable[..., Any]] = {"slice": slice, "list": lambda *entries: list(entries)}
    return tuple(kinds[place[0]](*place[1:]) if isinstance(place, tuple) else place for place in places)


class FormulaOracle(StandIn):
    """The oracle while formulas are read off: its answers are named, `f(x)`, `∇f(x)`, `c(x)`, …"""

    def __init__(self, terms: Terms, n: int, setting: Setting) -> None:
        super().__init__(n, setting)
        self.terms = terms

    def ask(self, question: str, x: Formula, where: Any, shape: Shape) -> Formula:
        guard = () if where is None else (self.terms.lift(where),)
        return self.terms.formula(shape, "ask", question, x.node, *guard)

    def loop(self, condition: Callable[..., Any], body: Callable[..., tuple], state: tuple, given: tuple = ()) -> tuple:
        """The same contract as `Oracle.loop`, as one node."""
        terms = self.terms
        start = [terms.lift(value) for value in state]
        variables = [terms.input(terms.fresh("loop "), terms.shapes[node]) for node in start]
        loop = Loop(start, [variable.node for variable in variables])
        loop.test = terms.lift(condition(*variables, *given))
        loop.results = [terms.lift(value) for value in body(*variables, *given)]
        node = Node("loop", (loop,))
        return tuple(terms.formula(v.shape, "pick", node, i) for i, v in enumerate(variables))
