"""Reading letter by letter, one knows at each what may come next, and can say so."""

from __future__ import annotations

import ast
import difflib
import keyword
import re
from typing import NamedTuple

from surfaces.formula_error import wrong

LENGTH, PARTS, DEPTH, DIGITS = 400, 150, 25, 17
LOW, HIGH = 1e-15, 1e15  # sizes a typed number may have
FUNCTIONS = {  # and how many arguments they take
    "sin": 1, "cos": 1, "tan": 1, "asin": 1, "acos": 1, "atan": 1, "sinh": 1, "cosh": 1, "tanh": 1,
    "exp": 1, "log": 1, "ln": 1, "sqrt": 1, "abs": 1, "sign": 1, "floor": 1, "min": 2, "max": 2, "where": 3,
}  # fmt: skip
WORDS = ("and", "or", "not")
RESERVED = {"np", "nan", "value", "grad", "hess", "jet", "domain", "text"}
INSTEAD = {
    "−": "-", "–": "-", "—": "-", "×": "*", "·": "*", "∙": "*", "⋅": "*", "÷": "/", "²": "^2", "³": "^3", "π": "pi",
    "√": "sqrt( )", "≤": "<=", "≥": ">=", "≠": "!=", "|": "abs( )", "[": "(", "]": ")", "{": "(", "}": ")", "=": "==",
    "&": "and", "!": "not", "¼": "1/4", "½": "1/2",
}  # fmt: skip
TOKEN = re.compile(
    r"(?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)|(?P<name>[A-Za-z_][A-Za-z_0-9]*)"
    r"|(?P<sign>\*\*|<=|>=|==|!=|[-+*/^(),<>])|(?P<space>[ \t\r\n]+)"
)


class Token(NamedTuple):
    kind: str  # number, name, sign, or end
    text: str
    at: int


def scan(text: str) -> tuple[ast.expr, list[int]]:
    """The syntax tree of a well-formed text, and for each of its columns the position in the text.

    Nothing but numbers, names, known functions and operators gets past here, so the tree holds nothing else.
    """
    if not text.strip():
        wrong("empty", 0, example="(1-x)^2 + a*(y-x^2)^2")
    if len(text) > LENGTH:
        wrong("long", LENGTH, count=len(text), limit=LENGTH)
    tokens = tokens_of(text)
    check_order(tokens)
    words = [("**" if t.text == "^" else t.text, t.at) for t in tokens]
    python = "".join(f"{word} " for word, _ in words)
    columns = [at for word, at in words for _ in range(len(word) + 1)]
    try:
        return ast.parse(python.strip(), mode="eval").body, columns
    except (SyntaxError, ValueError, MemoryError, RecursionError) as error:
        offset = (getattr(error, "offset", None) or 1) - 1
        wrong("syntax", columns[min(offset, len(columns) - 1)])


def tokens_of(text: str) -> list[Token]:
    """The text in its smallest parts; a character without a meaning is an error."""
    tokens, at = [], 0
    while at < len(text):
        match = TOKEN.match(text, at)
        if match is None:
            character = text[at]
            if character in INSTEAD:
                wrong("instead", at, wrong=character, right=INSTEAD[character])
            wrong("character", at, wrong=character if character.isprintable() else f"U+{ord(character):04X}")
        kind = match.lastgroup or ""
        if kind != "space":
            tokens.append(Token(kind, match.group(), at))
            _check(tokens[-1])
        if len(tokens) > PARTS:
            wrong("parts", at, limit=PARTS)
        at = match.end()
    return tokens


def _check(token: Token) -> None:
    """Is this number small enough, this name one that may be used?"""
    if token.kind == "number":
        if sum(c.isdigit() for c in token.text) > DIGITS:
            wrong("digits", token.at, number=token.text, limit=DIGITS)
        size = float(token.text)
        if not LOW <= size <= HIGH and re.search("[1-9]", re.split("[eE]", token.text)[0]):
            wrong("number", token.at, number=token.text, low=f"{LOW:g}", high=f"{HIGH:g}")
    if token.kind == "name" and token.text not in FUNCTIONS and token.text not in WORDS:
        plain = len(token.text) <= 12 and not token.text.startswith("_") and "__" not in token.text
        if not plain or keyword.iskeyword(token.text) or token.text in RESERVED:
            wrong("name", token.at, name=token.text)


def check_order(tokens: list[Token]) -> None:
    """Operands and operators must alternate, and parentheses must match."""
    open_: list[tuple[Token, bool]] = []  # parentheses, and whether they hold the arguments of a function
    before: Token | None = None
    wants_operand = True
    for i, token in enumerate(tokens):
        after = tokens[i + 1] if i + 1 < len(tokens) else Token("end", "", token.at + len(token.text))
        if wants_operand:
            wants_operand = _operand(token, before, after, open_)
        else:
            wants_operand = _operator(token, tokens[i - 1], after, open_)
        if len(open_) > DEPTH:
            wrong("deep", token.at, limit=DEPTH)
        before = token
    if wants_operand and before is not None:
        wrong("end", before.at + len(before.text), before=before.text)
    if open_:
        wrong("unclosed", open_[-1][0].at)


def _operand(token: Token, before: Token | None, after: Token, open_: list[tuple[Token, bool]]) -> bool:
    """Take a token where an operand may begin; True if one is still wanted after it."""
    if token.kind == "number":
        return False
    if token.text in FUNCTIONS:
        if after.text != "(":
            wrong(
                "call", token.at, name=token.text, right=f"{token.text}({'x, y, 1'[: 3 * FUNCTIONS[token.text] - 2]})"
            )
        return True
    if token.text == "(":
        open_.append((token, before is not None and before.text in FUNCTIONS))
        return True
    if token.text in ("+", "-", "not"):
        return True
    if token.kind == "name" and token.text not in WORDS:
        if after.text == "(":
            unknown_function(token)
        return False
    if before is None:
        wrong("start", token.at, after=token.text)
    wrong("operand", token.at, before=before.text, after=token.text)


def _operator(token: Token, before: Token, after: Token, open_: list[tuple[Token, bool]]) -> bool:
    """Take a token where an operator may stand; True if an operand is wanted after it."""
    if token.text == ")":
        if not open_:
            wrong("unopened", token.at)
        open_.pop()
        return False
    if token.text == ",":
        if not open_ or not open_[-1][1]:
            wrong("comma", token.at)
        return True
    if token.text == "(" or (token.kind in ("number", "name") and token.text not in ("and", "or")):
        wrong("times", token.at, right=f"{before.text}*{token.text}")
    return True


def unknown_function(token: Token) -> None:
    if len(token.text) == 1:  # a(x+1) is meant as a product
        wrong("times", token.at + 1, right=f"{token.text}*(")
    near = difflib.get_close_matches(token.text, FUNCTIONS, n=1)
    if near:
        wrong("near", token.at, name=token.text, right=near[0])
    wrong("function", token.at, name=token.text, known=", ".join(FUNCTIONS))
