"""LaTeX to MathML, which every browser typesets by itself: no script, no font, no server."""

from __future__ import annotations

from functools import cache

from latex2mathml.converter import convert


@cache
def mathml(latex: str, display: bool = False) -> str:
    """The formula as a `<math>` element; "" for "". The LaTeX is ours, never what a person typed."""
    return convert(latex, display="block" if display else "inline") if latex else ""
