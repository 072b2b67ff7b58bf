"""LaTeX to MathML, which every browser typesets by itself: no script, no font, no server."""

from __future__ import annotations

from functools import lru_cache

from latex2mathml.converter import convert


@lru_cache(maxsize=2048)  # people name parameters
def mathml(latex: str, display: bool = False) -> str:
    """The formula as a `<math>` element; "" for "". The LaTeX is ours; a person may only have named a parameter."""
    return convert(latex, display="block" if display else "inline") if latex else ""
