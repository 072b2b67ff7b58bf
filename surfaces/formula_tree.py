"""A typed formula becomes a SymPy tree only through a walk that knows every kind of node it may meet."""

from __future__ import annotations

import ast
import math
from collections.abc import Callable
from functools import reduce

import sympy
from sympy import Expr, Float, Integer, Rational, S, Symbol

from surfaces import calculus
from surfaces.calculus import Choose, Condition, Greater, x, y
from surfaces.chain import size
from surfaces.formula_error import wrong
from surfaces.formula_scan import DEPTH, FUNCTIONS, HIGH, LOW

KNOBS, EXPONENT = 8, 100
CALLS = {
    **{name: getattr(sympy, name) for name in "sin cos tan asin acos atan sinh cosh tanh exp log sqrt".split()},
    **{"ln": sympy.log, "abs": calculus.Magnitude, "sign": calculus.Sign, "floor": calculus.Floor, "max": Greater},
    "min": lambda a, b: -Greater(-a, -b),
}
COMPARISONS: dict[type[ast.cmpop], Callable[[Expr, Expr], Condition]] = {
    ast.Lt: calculus.Less,
    ast.Gt: lambda a, b: calculus.Less(b, a),
    ast.LtE: calculus.AtMost,
    ast.GtE: lambda a, b: calculus.AtMost(b, a),
    ast.Eq: calculus.Same,
    ast.NotEq: calculus.Other,
}
OPPOSITE = {ast.Lt: ast.GtE, ast.Gt: ast.LtE, ast.LtE: ast.Gt, ast.GtE: ast.Lt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq}


class Reader:
    """Reads one syntax tree; afterwards `names` are the parameters in the order of their first appearance."""

    def __init__(self, columns: list[int]):
        self.columns = columns
        self.names: list[str] = []

    def formula(self, tree: ast.expr) -> Expr:
        f = self.number(tree, depth=0, power=1)
        if not f.has(x, y):
            wrong("constant", 0)
        return f

    def at(self, node: ast.AST) -> int:
        return self.columns[getattr(node, "col_offset", 0)]

    def number(self, node: ast.expr, depth: int, power: int) -> Expr:
        """The value of a node; `power` is the product of the exponents around it."""
        if depth > 2 * DEPTH:
            wrong("deep", self.at(node), limit=2 * DEPTH)
        match node:
            case ast.Constant(value=int() | float() as value) if not isinstance(value, bool):
                return literal(value)
            case ast.Name():
                return self.name(node)
            case ast.UnaryOp(op=ast.USub() | ast.UAdd()):
                inner = self.number(node.operand, depth + 1, power)
                return -inner if isinstance(node.op, ast.USub) else inner
            case ast.BinOp(op=ast.Pow()):
                return self.bounded(self.raised(node, depth + 1, power), node)
            case ast.BinOp(op=ast.Add() | ast.Sub() | ast.Mult() | ast.Div()):
                return self.bounded(self.combined(node, depth + 1, power), node)
            case ast.Call(func=ast.Name(id=name), keywords=[]) if name in FUNCTIONS:
                return self.bounded(self.call(name, node, depth + 1, power), node)
            case ast.Compare() | ast.BoolOp() | ast.UnaryOp(op=ast.Not()):
                wrong("condition", self.at(node))
        wrong("syntax", self.at(node))

    def name(self, node: ast.Name) -> Expr:
        known = {"x": x, "y": y, "pi": S.Pi, "e": S.Exp1}
        if node.id in known:
            return known[node.id]
        if node.id not in self.names:
            self.names.append(node.id)
        if len(self.names) > KNOBS:
            wrong("names", self.at(node), limit=KNOBS)
        return Symbol(node.id, real=True)

    def combined(self, node: ast.BinOp, depth: int, power: int) -> Expr:
        a, b = self.number(node.left, depth, power), self.number(node.right, depth, power)
        match node.op:
            case ast.Add():
                return a + b
            case ast.Sub():
                return a - b
            case ast.Mult():
                return a * b
        if b == 0:
            wrong("zero", self.at(node.right))
        return a / b

    def raised(self, node: ast.BinOp, depth: int, power: int) -> Expr:
        exponent = self.number(node.right, depth, 1)
        if not exponent.is_number:
            return self.number(node.left, depth, power) ** exponent
        size = max(1.0, abs(float(exponent)))
        if size * power > EXPONENT:
            wrong("exponent", self.at(node.right), limit=EXPONENT)
        base = self.number(node.left, depth, math.ceil(size * power))
        if base == 0 and exponent < 0:
            wrong("zero", self.at(node))
        return base**exponent

    def call(self, name: str, node: ast.Call, depth: int, power: int) -> Expr:
        if len(node.args) != FUNCTIONS[name]:
            wrong("count", self.at(node), name=name, expected=FUNCTIONS[name], given=len(node.args))
        if name != "where":
            return CALLS[name](*(self.number(a, depth, power) for a in node.args))
        condition = self.condition(node.args[0], depth)
        if not condition.free_symbols:  # always the same answer
            wrong("always", self.at(node.args[0]))
        then, otherwise = (self.number(a, depth, power) for a in node.args[1:])
        return Choose(condition, then, otherwise)

    def condition(self, node: ast.expr, depth: int, wanted: bool = True) -> Condition:
        """A comparison, taken as it is; where it is not `wanted`, behind a `not`, its opposite."""
        if depth > 2 * DEPTH:
            wrong("deep", self.at(node), limit=2 * DEPTH)
        match node:
            case ast.Compare():
                sides = [self.number(side, depth + 1, 1) for side in (node.left, *node.comparators)]
                signs = [type(op) if wanted else OPPOSITE[type(op)] for op in node.ops]
                pairs = zip(signs, sides[:-1], sides[1:], strict=True)
                return together(wanted, [COMPARISONS[sign](a, b) for sign, a, b in pairs])
            case ast.BoolOp():
                parts = [self.condition(part, depth + 1, wanted) for part in node.values]
                return together(isinstance(node.op, ast.And) == wanted, parts)
            case ast.UnaryOp(op=ast.Not()):
                return self.condition(node.operand, depth + 1, not wanted)
        wrong("comparison", self.at(node))

    def bounded(self, value: Expr, node: ast.expr) -> Expr:
        """A number of reasonable size: exact if it is short, else a float. Anything with x, y or a knob passes."""
        if value.free_symbols:
            if value.has(S.NaN, S.Infinity, S.NegativeInfinity, S.ComplexInfinity):
                wrong("real", self.at(node))
            return value
        value = calculus.without_conventions(value)
        number = value.evalf(17)
        if not number.is_Float and not number.is_Rational:
            wrong("real", self.at(node))
        if number != 0 and not LOW**2 <= abs(number) <= HIGH**2:
            wrong("number", self.at(node), number=f"{number:.3g}", low=f"{LOW**2:g}", high=f"{HIGH**2:g}")
        short = value.p.bit_length() + value.q.bit_length() < 80 if value.is_Rational else size(value) <= 5
        return value if short else Float(float(number))


def literal(value: float) -> Expr:
    """0.26 is 13/50 and not a binary neighbour of it, as long as it has few digits."""
    if isinstance(value, int):
        return Integer(value)
    text = repr(value)
    return Rational(text) if len(text) <= 9 and "e" not in text else Float(value)


def together(all_of_them: bool, parts: list[Condition]) -> Condition:
    return reduce(calculus.Both if all_of_them else calculus.Either, parts)
