"""Put numbers into formulas: what is printed is what was computed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from tracing.formula import ORACLE, Terms, index_of
from tracing.graph import Loop, Node


class Evaluator:
    """The values of nodes as they are shown, from the values of some of them.

    The values may be arrays, or symbols that print the formulas as code; `f` answers accordingly.
    """

    def __init__(self, terms: Terms, known: Mapping[Node, Any], f: Any) -> None:
        self.terms, self.known, self.f = terms, dict(known), f

    def __call__(self, node: Node) -> Any:
        if node not in self.known:
            self.known[node] = self._value(self.terms.seen(node))
        return self.known[node]

    def _value(self, node: Node) -> Any:
        match node.op, node.args:
            case "const", (value,):
                return value if isinstance(value, bool) else float(value)
            case "array", (entries, shape):
                return np.array(entries).reshape(shape)
            case "ask", (kind, x, *guard):
                ask = self.f if kind == "value" else getattr(self.f, kind)
                return ask(self(x), *map(self, guard))
            case "index", (array, places):
                return self(array)[index_of(places)]
            case "fold", (ufunc, array, axis):
                return getattr(np, ufunc).reduce(self(array), axis)
            case ("reshape", (array, shape)):
                return self(array).reshape(shape)
            case "swapaxes", (array, a, b):
                return self(array).swapaxes(a, b)
            case "call", (function, part, *arguments):
                result = function(*map(self._argument, arguments))
                return result if part is None else result[part]
            case ("stack" | "concatenate") as op, (*parts, options):
                return getattr(np, op)([self(part) for part in parts], **dict(options))
            case "pick", (loop, i):
                if loop not in self.known:
                    self.known[loop] = self._loop(loop.args[0])
                return self.known[loop][i]
            case op, arguments:
                return getattr(np, op)(*map(self, arguments))

    def _argument(self, argument: Any) -> Any:
        if argument is ORACLE:
            return self.f
        return self(argument) if isinstance(argument, Node) else argument

    def _loop(self, loop: Loop) -> tuple:
        def inside(values: tuple) -> Evaluator:
            return Evaluator(self.terms, self.known | dict(zip(loop.variables, values, strict=True)), self.f)

        def test(*values: Any) -> Any:
            return inside(values)(loop.test)

        def body(*values: Any) -> tuple:
            evaluate = inside(values)
            return tuple(map(evaluate, loop.results))

        return self.f.loop(test, body, tuple(map(self, loop.start)))
