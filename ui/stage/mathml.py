"""LaTeX to MathML, which every browser typesets by itself: no script, no font, no server."""

from __future__ import annotations

import re
from functools import lru_cache

from latex2mathml.converter import convert

ENTITY = re.compile(r"&#x([0-9A-F]+);")


@lru_cache(maxsize=2048)  # people name parameters
def mathml(latex: str, display: bool = False) -> str:
    """The formula as a `<math>` element; "" for "". The LaTeX is ours; a person may only have named a parameter."""
    return ENTITY.sub(letter, convert(latex, display="block" if display else "inline")) if latex else ""


def letter(entity: re.Match[str]) -> str:
    """The letter that an entity stands for, unless it would be read as a sign of the markup."""
    found = chr(int(entity[1], 16))
    return entity[0] if found in "<>&" else found
