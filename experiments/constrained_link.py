"""A link to a problem with constraints: `problem=nw_disk(b=0.5)&run=sqp`, or one's own, `min=x+y&st=x*y=1`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, quote_plus

from experiments.link import SAFE, pairs
from experiments.message import Notes
from experiments.own_problem import OWN, joined, parted
from experiments.typed import FORMULA, with_its_plus_signs

MIN, SUCH_THAT = "min", "st"
USUAL = ("x + y", "x^2 + y^2 = 2")  # where a link names only the half of one's own problem


def unfolded(query: str | Mapping[str, Any], notes: Notes) -> dict[str, list[str]]:
    """The parts of a link as those of an experiment: one's own problem is a formula in several lines."""
    parts: dict[str, list[str]] = {}
    for name, text in pairs(query, notes):
        parts.setdefault(name.strip().lower(), []).append(text)
    problem = parts.get("problem", parts.get("surface", [""]))[0].strip()
    lines = {name: [with_its_plus_signs(text) for text in parts.pop(name, [])] for name in (MIN, SUCH_THAT)}
    if problem.partition("(")[0] == OWN or any(lines.values()):
        parts[FORMULA] = [joined((lines[MIN] or USUAL[:1])[0], lines[SUCH_THAT] or USUAL[1:])]
        parts.pop("problem", None), parts.pop("surface", None)
        if problem.endswith(")"):
            parts["with"] = [problem.partition("(")[2].removesuffix(")")]
    if len(window := parts.get("window", [""])[0].split(",")) == 1 and window[0]:
        parts["window"] = [f"-{window[0]},{window[0]}," * 2]  # half the side of a square
        parts["window"] = [parts["window"][0].removesuffix(",")]
    return parts


def folded(query: str) -> str:
    """A link of an experiment in the words of problems with constraints."""
    said = parse_qsl(query, keep_blank_values=True)
    levels = next((f"({text})" for name, text in said if name == "with"), "")
    parts: list[tuple[str, str]] = []
    for name, text in said:
        if name == FORMULA:
            objective, constraints = parted(text)
            parts += [("problem", OWN + levels), (MIN, objective), *((SUCH_THAT, line) for line in constraints)]
        elif name != "with":
            parts.append(("problem" if name == "surface" else name, text))
    return "&".join(f"{name}={quote_plus(text, safe=SAFE)}" for name, text in parts)
