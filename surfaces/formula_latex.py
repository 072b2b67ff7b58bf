"""The formula as a textbook would print it, in the order in which it was typed."""

from __future__ import annotations

import ast
import re

SUM, NEGATIVE, PRODUCT, POWER, ATOM = 1, 2, 3, 4, 5  # how tightly a part binds; NEGATIVE: a product after a minus
GREEK = {"alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "mu", "nu", "xi", "rho"}
GREEK |= {"sigma", "tau", "phi", "chi", "psi", "omega"}
NAMES = {"asin": r"\arcsin", "acos": r"\arccos", "atan": r"\arctan", "log": r"\ln", "sign": r"\operatorname{sgn}"}
COMPARE = {ast.Lt: "<", ast.LtE: r"\le", ast.Gt: ">", ast.GtE: r"\ge", ast.Eq: "=", ast.NotEq: r"\ne"}


def symbol(name: str) -> str:
    """The LaTeX of a parameter: Greek by its name, trailing digits as an index."""
    match = re.fullmatch(r"([A-Za-z]+)_?(\w*)", name)
    letters, index = match.groups() if match else (name, "")
    body = f"\\{letters}" if letters in GREEK else letters if len(letters) == 1 else rf"\mathrm{{{letters}}}"
    index = index.strip("_").replace("_", ",")  # one index below another would be too small to read
    return f"{body}_{{{index}}}" if index else body


def latex(tree: ast.AST) -> str:
    return _print(tree)[0]


def _print(e: ast.AST) -> tuple[str, int]:
    match e:
        case ast.Constant(value=int() | float() as value):
            return _number(value), ATOM
        case ast.Name():
            return {"pi": r"\pi", "e": "e", "x": "x", "y": "y"}.get(e.id) or symbol(e.id), ATOM
        case ast.UnaryOp(op=ast.Not()):
            return rf"\lnot{_in(e.operand, ATOM)}", POWER
        case ast.UnaryOp():
            return ("-" if isinstance(e.op, ast.USub) else "+") + _in(e.operand, PRODUCT), NEGATIVE
        case ast.BinOp(op=ast.Add() | ast.Sub()):
            sign = "-" if isinstance(e.op, ast.Sub) else "+"
            return f"{_in(e.left, SUM)}{sign}{_in(e.right, PRODUCT)}", SUM
        case ast.BinOp(op=ast.Mult()):
            a, b = _in(e.left, NEGATIVE), _in(e.right, PRODUCT)
            return f"{a}{_dot(a, b)}{b}", (NEGATIVE if _print(e.left)[1] == NEGATIVE else PRODUCT)
        case ast.BinOp(op=ast.Div()):
            return rf"\frac{{{latex(e.left)}}}{{{latex(e.right)}}}", PRODUCT
        case ast.BinOp():
            return f"{_in(e.left, ATOM)}^{{{latex(e.right)}}}", POWER
        case ast.Compare():
            rest = (f" {COMPARE[type(op)]} {latex(v)}" for op, v in zip(e.ops, e.comparators, strict=True))
            return latex(e.left) + "".join(rest), SUM
        case ast.BoolOp():
            sign = r" \land " if isinstance(e.op, ast.And) else r" \lor "
            return sign.join(_in(v, PRODUCT) for v in e.values), SUM
        case ast.Call(func=ast.Name(id=name)):
            return _call(name, [latex(a) for a in e.args])
    raise TypeError(f"no LaTeX is known for {type(e).__name__}")


def _in(e: ast.AST, around: int) -> str:
    """The text of e, in parentheses if it binds less tightly than what stands around it."""
    text, strength = _print(e)
    return rf"\left({text}\right)" if strength < around else text


def _call(name: str, args: list[str]) -> tuple[str, int]:
    match name:
        case "sqrt":
            return rf"\sqrt{{{args[0]}}}", ATOM
        case "exp":
            return f"e^{{{args[0]}}}", POWER
        case "abs":
            return rf"\left|{args[0]}\right|", ATOM
        case "floor":
            return rf"\left\lfloor {args[0]}\right\rfloor", ATOM
        case "where":
            return rf"\begin{{cases}}{args[1]}&{args[0]}\\{args[2]}&\lnot\left({args[0]}\right)\end{{cases}}", SUM
    return rf"{NAMES.get(name, chr(92) + name)}\left({', '.join(args)}\right)", POWER


def _dot(a: str, b: str) -> str:
    """What stands between two factors: nothing visible if they cannot be mistaken for one."""
    if b[0].isdigit() or (a[-1].isdigit() and b.startswith("\\frac")):
        return r"\cdot "
    return r"\," if len(b) > 1 or (len(a) > 1 and not a[-1].isdigit()) else " "


def _number(value: float) -> str:
    mantissa, _, exponent = repr(value).partition("e")
    return rf"{mantissa}\cdot 10^{{{int(exponent)}}}" if exponent else mantissa
