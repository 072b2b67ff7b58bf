"""The formula that is shown is the formula that is computed: its LaTeX is read back and evaluated."""

from __future__ import annotations

import math
import operator
import re

import numpy as np
import pytest

from surfaces import SURFACES
from surfaces.formula import formula
from surfaces.saddles.muller_brown import hills

TOKEN = re.compile(r"\\left\||\\right\||\\begin\{cases\}|\\end\{cases\}|\\[a-zA-Z]+|\\\\|\\[,!; ]|\s+|.")
SILENT = {r"\left", r"\right", r"\,", r"\!", r"\ ", r"\;", r"\quad", r"\cdot", " "}
FUNCTIONS = {
    r"\sin": math.sin, r"\cos": math.cos, r"\tan": math.tan, r"\ln": math.log, r"\arctan": math.atan,
    r"\sigma": lambda t: 1 / (1 + math.exp(-t)),
}  # fmt: skip
RELATIONS = {"<": operator.lt, ">": operator.gt, r"\le": operator.le, r"\ge": operator.ge}
OPEN, CLOSE = {"(": ")", "[": "]", "{": "}", r"\left|": r"\right|"}, {")", "]", "}", r"\right|"}


class Latex:
    """A reader of textbook LaTeX that works out the number as it goes."""

    def __init__(self, text: str, env: dict):
        self.env, self.at, self.tokens, bars = env, 0, [], 0
        for token in TOKEN.findall(text):
            if token == "|":  # plain bars come in pairs
                token, bars = (r"\right|" if bars % 2 else r"\left|"), bars + 1
            if token not in SILENT:
                self.tokens.append(token)

    @property
    def next(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def take(self) -> str:
        self.at += 1
        return self.tokens[self.at - 1]

    def sum(self) -> float:
        total = 0.0 if self.next in "+-" and self.next else self.product()
        while self.next in ("+", "-"):
            total += {"+": 1, "-": -1}[self.take()] * self.product()
        return total

    def product(self, stop: tuple[str, ...] = ()) -> float:
        value = self.power()
        while self.next and self.next not in CLOSE | RELATIONS.keys() | {
            "+",
            "-",
            "&",
            r"\\",
            ",",
            r"\end{cases}",
            *stop,
        }:
            value = value / self.power() if self.next == "/" and self.take() else value * self.power()
        return value

    def power(self) -> float:
        base = self.operand()
        return base ** self.argument() if self.next == "^" and self.take() else base

    def argument(self) -> float:
        """What follows \\frac, ^ or \\sqrt: a group, or a single sign."""
        if self.next == "{":
            return self.operand()
        return float(self.take()) if self.next.isdigit() else self.operand()

    def operand(self) -> float:
        token = self.take()
        if token in OPEN:
            value = self.sum()
            assert self.take() == OPEN[token]
            return abs(value) if token == r"\left|" else value
        if token.isdigit() or token == ".":
            while self.next.isdigit() or self.next == ".":
                token += self.take()
            return float(token)
        if token in (r"\frac", r"\tfrac"):
            above = self.argument()
            return above / self.argument()
        if token == r"\sqrt":
            return math.sqrt(self.argument())
        if token in FUNCTIONS:
            return self.function(FUNCTIONS[token])
        if token == r"\sum":
            return self.series()
        if token == r"\begin{cases}":
            return self.cases()
        return self.variable(token)

    def function(self, f) -> float:
        exponent = self.argument() if self.next == "^" and self.take() else 1.0
        return f(self.operand() if self.next in OPEN else self.product(stop=tuple(FUNCTIONS))) ** exponent

    def variable(self, name: str) -> float:
        value = {"e": math.e, r"\pi": math.pi, **self.env}[name]
        if self.next != "_":
            return value
        self.take()
        return value[int(self.operand()) - 1]

    def series(self) -> float:
        assert [self.take(), self.take()] == ["_", "{"]
        name, _, first = self.take(), self.take(), int(self.sum())
        assert [self.take(), self.take()] == ["}", "^"]
        last, start, total = int(self.argument()), self.at, 0.0
        for i in range(first, last + 1):
            self.at, self.env = start, {**self.env, name: i}
            total += self.product()
        return total

    def cases(self) -> float:
        chosen = None
        while True:
            value = self.sum()
            assert self.take() == "&"
            left, holds = self.sum(), True
            while self.next in RELATIONS:
                relation, right = RELATIONS[self.take()], self.sum()
                holds, left = holds and relation(left, right), right
            chosen = value if chosen is None and holds else chosen
            if self.take() == r"\end{cases}":
                return chosen


def value_of(latex: str, env: dict) -> float:
    """The number that the LaTeX stands for, with its definitions after \\quad."""
    main, _, definitions = latex.partition(r",\quad")
    for definition in re.split(r",\\ ", definitions) if definitions else ():
        name, _, body = definition.partition("=")
        if "(" not in name and "_" not in name:  # \sigma(t) = ... and s_t = ... are in the environment
            env[name.strip()] = value_of(body, env)
    reader = Latex(main, env)
    value = reader.sum()
    assert reader.next == "", f"not understood from {reader.tokens[reader.at :]}"
    return value


def environment(key: str, x: float, y: float) -> dict:
    """What the letters of the formula stand for."""
    env = {"x": x, "y": y, **SURFACES[key].values}
    if key == "quadratic":
        env |= {r"\kappa": env["kappa"], r"\theta": math.radians(env["angle"])}
    if key == "absil_hat":
        env |= {"r": math.hypot(x, y), r"\theta": math.atan2(y, x)}
    if key == "rnn_cliff":
        states = [0.5]
        for _ in range(50):
            states.append(x / (1 + math.exp(-states[-1])) + y)
        env["s"] = states[1:]
    if key == "muller_brown":
        env |= dict(zip("Aabcpq", zip(*hills, strict=True), strict=True))
    return env


@pytest.mark.parametrize("key", list(SURFACES))
def test_the_latex_of_a_surface_is_what_is_evaluated(key):
    surface, rng = SURFACES[key], np.random.default_rng(7)
    for _ in range(9):
        x, y = (float(rng.uniform(low, high)) for low, high in surface.domain)
        np.testing.assert_allclose(value_of(surface.latex, environment(key, x, y)), surface.value((x, y)), rtol=1e-9)


@pytest.mark.parametrize(
    "text", ["(1-x)^2+3*(y-x^2)^2", "-x^2*-y/(x+4)", "2*x*3-(x-y)-sqrt(abs(x))", "sin(x)^2*exp(-x*y)"]
)
def test_the_latex_of_a_typed_formula_is_what_is_evaluated(text):
    surface = formula(text)
    for x, y in ((0.3, -1.2), (2.0, 0.7)):
        np.testing.assert_allclose(value_of(surface.latex, {"x": x, "y": y}), surface.value((x, y)), rtol=1e-12)
