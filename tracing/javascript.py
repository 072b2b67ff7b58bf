"""Print a graph as JavaScript."""

from __future__ import annotations

import json
from collections.abc import Mapping

from optim_core.oracle import COUNTED_AS
from tracing.graph import Loop, Node
from tracing.printer import Printer
from tracing.program import Function, Program

INFIX = {
    "add": "+", "subtract": "-", "multiply": "*", "divide": "/",
    "less": "<", "less_equal": "<=", "greater": ">", "greater_equal": ">=", "equal": "===", "not_equal": "!==",
    "logical_and": "&&", "bitwise_and": "&&", "logical_or": "||", "bitwise_or": "||",
}  # fmt: skip
MATH = {
    "absolute": "abs", "sign": "sign", "sqrt": "sqrt", "exp": "exp", "expm1": "expm1", "log": "log", "log1p": "log1p",
    "sin": "sin", "cos": "cos", "tan": "tan", "arcsin": "asin", "arccos": "acos", "arctan": "atan", "sinh": "sinh",
    "cosh": "cosh", "tanh": "tanh", "floor": "floor", "ceil": "ceil", "power": "pow", "arctan2": "atan2",
    "hypot": "hypot", "maximum": "max", "minimum": "min",
}  # fmt: skip
OTHER = {
    "negative": "-{0}", "positive": "+{0}", "invert": "!{0}", "logical_not": "!{0}", "where": "{0} ? {1} : {2}",
    "remainder": "((a, b) => a - b * Math.floor(a / b))({0}, {1})", "isfinite": "Number.isFinite({0})",
    "isnan": "Number.isNaN({0})",
}  # fmt: skip

SHORT = 60  # letters: a part that is used once and no longer than this needs no line of its own

# A knob may be called by any of these words; in JavaScript it then gets a sign that no knob's own name can have.
TAKEN = frozenset(
    "Math NaN Infinity Number S arguments break case catch class const continue debugger default delete do else enum "
    "eval export extends false finally for function if implements import in instanceof interface let new null package "
    "private protected public return static super switch this throw true try typeof var void while with yield".split()
)


def safe(name: str) -> str:
    """The name of an input as JavaScript may use it."""
    return f"${name}" if name in TAKEN else name


class JavaScript(Printer):
    """Statements of a function body."""

    def ref(self, node: Node) -> str:
        return safe(node.args[0]) if node.op == "input" and node not in self.names else super().ref(node)

    def inside(self, op: str, text: str) -> str | None:
        if len(text) > SHORT:
            return None
        return text if op in MATH else f"({text})"

    def number(self, value: str | bool) -> str:
        if isinstance(value, bool):
            return str(value).lower()
        text = value.replace("inf", "Infinity").replace("nan", "NaN").removesuffix(".0")
        return f"({text})" if text.startswith("-") else text

    def operation(self, op: str, args: list[str]) -> str:
        if op in INFIX:
            return f"{args[0]} {INFIX[op]} {args[1]}"
        if op in MATH:
            return f"Math.{MATH[op]}({', '.join(args)})"
        return OTHER[op].format(*args)

    def question(self, kind: str, coordinates: list[str], guard: str | None, size: int) -> str:
        asked = f"f.{kind}({', '.join(coordinates)})"
        nothing = "NaN" if kind == "value" else f"[{', '.join(['NaN'] * size)}]"
        return asked if guard is None else f"{guard} ? {asked} : {nothing}"

    def define(self, name: str, expression: str) -> None:
        self.line(f"const {name} = {expression};")

    def repeat(self, loop: Loop) -> None:
        for variable, start in zip(loop.variables, loop.start, strict=True):
            self.line(f"let {variable.args[0]} = {self.ref(start)};")
        self.line("for (;;) {")
        self.depth += 1
        self.block(loop.test_block)
        self.line(f"if (!({self.ref(loop.test)})) break;")
        self.block(loop.body_block)
        changed = [(v.args[0], self.ref(r)) for v, r in zip(loop.variables, loop.results, strict=True) if v is not r]
        moved = {name for name, _ in changed}
        for k, (name, new) in enumerate(changed):
            if new in moved:  # another variable's old value: keep it before it changes
                self.line(f"const {name}_next = {new};")
                changed[k] = name, f"{name}_next"
        for name, new in changed:
            self.line(f"{name} = {new};")
        self.depth -= 1
        self.line("}")


def function(f: Function, name: str) -> str:
    """One method of an object literal: `name(parameters) { … }`."""
    printer = JavaScript()
    for parameter, names in f.parameters:
        if names:
            printer.line(f"const [{', '.join(map(safe, names))}] = {parameter};")
    result = printer.function(f)
    head = f"{name}({', '.join(parameter for parameter, _ in f.parameters)}) {{"
    return "\n".join([head, *printer.lines, f"  return {result};", "}"])


def functions(named: Mapping[str, Function]) -> str:
    """An object literal of several functions."""
    return f"{{\n{listed(named)}\n}}"


def listed(named: Mapping[str, Function]) -> str:
    """The functions, one after the other."""
    return ",\n".join(function(f, name) for name, f in named.items())


def problem(named: Mapping[str, Function]) -> str:
    """A problem as an object literal: every question as `name(x, y, S)`, and in `counts` what an answer counts as."""
    counts = {name: COUNTED_AS[name] for name in named if name in COUNTED_AS}
    return f"{{\ncounts: {json.dumps(counts)},\n{listed(named)}\n}}"


def method(program: Program) -> str:
    """A method as an object literal: layouts, knobs, `init(x_0, x_1, K, f)`, `step(s, K, f)`."""
    facts = {"state": program.state, "info": program.info, "knobs": program.knobs}
    layout = ",\n".join(f"{name}: {json.dumps(value)}" for name, value in facts.items())
    return f"{{\n{layout},\n{function(program.init, 'init')},\n{function(program.step, 'step')}\n}}"
