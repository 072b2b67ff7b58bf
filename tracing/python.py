"""Print a graph as Python on plain floats, with NumPy's meaning: 1/0 is inf, log(-1) is NaN, nothing raises."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from tracing.graph import Loop
from tracing.printer import Printer
from tracing.program import Function

INFIX = {
    "add": "+", "subtract": "-", "multiply": "*", "less": "<", "less_equal": "<=", "greater": ">",
    "greater_equal": ">=", "equal": "==", "not_equal": "!=", "logical_and": "and", "bitwise_and": "and",
    "logical_or": "or", "bitwise_or": "or",
}  # fmt: skip
OTHER = {
    "negative": "-{0}", "positive": "+{0}", "invert": "not {0}", "logical_not": "not {0}", "absolute": "abs_({0})",
    "where": "{1} if {0} else {2}", "divide": "{0} / {1} if {1} else over_({0}, {1})",
    "sqrt": "sqrt_({0}) if {0} >= 0 else nan",
    "maximum": "{0} if {0} >= {1} or {0} != {0} else {1}", "minimum": "{0} if {0} <= {1} or {0} != {0} else {1}",
}  # fmt: skip


def _over(a: float, b: float) -> float:
    """a / b for b = ±0."""
    return math.nan if a == 0 or a != a else math.copysign(math.inf, a) * math.copysign(1, b)


def _quiet(function: Callable[..., float], pole: float = math.nan) -> Callable[..., float]:
    """The function with inf for overflow and NaN outside its domain, where `math` would raise."""

    def answer(*args: float) -> float:
        try:
            return function(*args)
        except OverflowError:
            return math.inf
        except ValueError:
            return pole if args[0] == 0 else math.nan

    return answer


def _power(a: float, b: float) -> float:
    try:
        return math.pow(a, b)
    except OverflowError:
        return -math.inf if a < 0 and b % 2 == 1 else math.inf
    except ValueError:  # 0 to a negative power, or a negative number to a broken one
        return _over(1.0, a if b % 2 == 1 else abs(a)) if a == 0 else math.nan


def _sinh(x: float) -> float:
    return math.copysign(math.inf, x) if abs(x) > 711 else math.sinh(x)


MEANING: dict[str, Any] = {
    "over": _over, "power": _power, "sinh": _sinh, "hypot": math.hypot, "abs": abs, "sqrt": math.sqrt,
    "sign": lambda x: x if x != x or x == 0 else math.copysign(1.0, x),
    "log": _quiet(math.log, -math.inf), "log1p": _quiet(math.log1p), "arctan": math.atan, "arctan2": math.atan2,
    "floor": lambda x: x if not math.isfinite(x) else float(math.floor(x)),
    "ceil": lambda x: x if not math.isfinite(x) else float(math.ceil(x)),
    "remainder": lambda a, b: a % b if b and math.isfinite(a) else math.nan,
    "isfinite": math.isfinite, "isnan": math.isnan, "tanh": math.tanh,
    **{name: _quiet(getattr(math, name)) for name in ("exp", "expm1", "cosh", "sin", "cos", "tan")},
    "arcsin": _quiet(math.asin), "arccos": _quiet(math.acos),
}  # fmt: skip

# An underscore keeps them apart from knobs, of which one may well be called `power`.
NAMES = {"inf": math.inf, "nan": math.nan, "__builtins__": {}, **{f"{name}_": f for name, f in MEANING.items()}}


class Python(Printer):
    """Statements of a function body."""

    def number(self, value: str | bool) -> str:
        return str(value) if isinstance(value, bool) or not value.startswith("-") else f"({value})"

    def operation(self, op: str, args: list[str]) -> str:
        if op in INFIX:
            return f"{args[0]} {INFIX[op]} {args[1]}"
        if op in OTHER:
            return OTHER[op].format(*args)
        return f"{op}_({', '.join(args)})"

    def question(self, kind: str, coordinates: list[str], guard: str | None, size: int) -> str:
        asked = f"f.{kind}({', '.join(coordinates)})"
        nothing = "nan" if kind == "value" else f"[{', '.join(['nan'] * size)}]"
        return asked if guard is None else f"{asked} if {guard} else {nothing}"

    def define(self, name: str, expression: str) -> None:
        self.line(f"{name} = {expression}")

    def repeat(self, loop: Loop) -> None:
        names = ", ".join(v.args[0] for v in loop.variables)
        self.line(f"{names} = {', '.join(self.ref(s) for s in loop.start)}")
        self.line("while True:")
        self.depth += 1
        self.block(loop.test_block)
        self.line(f"if not {self.ref(loop.test)}: break")
        self.block(loop.body_block)
        self.line(f"{names} = {', '.join([self.ref(r) for r in loop.results])}")
        self.depth -= 1


def function(f: Function, name: str) -> str:
    """The source of one function."""
    printer = Python()
    for parameter, names in f.parameters:
        if names:
            printer.line(f"{', '.join(names)}, = {parameter}")
    result = printer.function(f)
    head = f"def {name}({', '.join(parameter for parameter, _ in f.parameters)}):"
    return "\n".join([head, *printer.lines, f"  return {result}"])


def compiled(f: Function, name: str) -> Callable[..., Any]:
    """The function itself. The source was printed from a graph just now; no text from outside ever gets here."""
    space = dict(NAMES)
    exec(compile(function(f, name), f"<{name} on floats>", "exec"), space)
    return space[name]
