"""A link to an equation: `equation=sqrt2&start=3&run=halley`; the start of a complex one has two numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, quote_plus

from experiments.link import SAFE, pairs
from experiments.message import Notes

TANGENTS = re.compile(r"([^()]*)(?:\(([^()]*)\)?)?")  # how a link once named an equation and a start: arctan(1.5)


def unfolded(query: str | Mapping[str, Any], notes: Notes) -> dict[str, list[str]]:
    """The parts of a link as those of an experiment: one number is a point on the real axis."""
    parts: dict[str, list[str]] = {}
    for name, text in pairs(query, notes):
        name = name.strip().lower()
        whole = f"{text},0" if name == "start" and "," not in text else text
        parts.setdefault("surface" if name == "equation" else name, []).append(whole)
    return parts


def folded(query: str) -> str:
    """A link of an experiment in the words of equations."""
    said = [(name.replace("surface", "equation"), text) for name, text in parse_qsl(query, keep_blank_values=True)]
    plain = [(name, text.removesuffix(",0") if name == "start" else text) for name, text in said]
    return "&".join(f"{name}={quote_plus(text, safe=SAFE)}" for name, text in plain)


def from_tangents(text: str) -> str:
    """The link that `tangents=arctan(1.5)` stands for."""
    found = TANGENTS.match(text)
    name, start = found.groups() if found else (text, None)
    return f"equation={quote_plus(name.strip())}" + ("" if start is None else f"&start={quote_plus(start.strip())}")
