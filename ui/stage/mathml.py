"""LaTeX to MathML, which every browser typesets by itself: no script, no font, no server."""

from __future__ import annotations

import re
from functools import lru_cache

from latex2mathml.converter import convert

ENTITY = re.compile(r"&#x([0-9A-F]+);")
MATRIX = re.compile(r"<mo>\(</mo><mtable>(.*?)</mtable><mo>\)</mo>")


@lru_cache(maxsize=2048)  # people name parameters
def mathml(latex: str, display: bool = False) -> str:
    """The formula as a `<math>` element; "" for "". The LaTeX is ours; a person may only have named a parameter.

    The parentheses of a matrix are left to the style sheet: they grow with it only where a font for mathematics is.
    """
    if not latex:
        return ""
    latex = latex.replace(r"\arg\min", r"\text{arg min}")  # which the converter does not know
    written = ENTITY.sub(letter, convert(latex, display="block" if display else "inline"))
    return MATRIX.sub(r'<mtable class="math-matrix">\1</mtable>', written)


def letter(entity: re.Match[str]) -> str:
    """The letter that an entity stands for, unless it would be read as a sign of the markup."""
    found = chr(int(entity[1], 16))
    return entity[0] if found in "<>&" else found
