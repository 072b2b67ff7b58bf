"""What a formula is written with: how tightly signs bind, brackets, places of an index, numbers."""

from __future__ import annotations

import math

CASES, OR, AND, COMPARISON, SUM, PRODUCT, POWER, ATOM = range(8)  # how tightly an expression holds together

TALL = (r"\frac", r"\begin", r"\left")


def bracketed(text: str) -> str:
    """In brackets that are as tall as what they hold."""
    return rf"\left({text}\right)" if any(mark in text for mark in TALL) else f"({text})"


def place_text(place: int | tuple, length: int) -> str:
    """A place of an index, counted from 1 as in books."""
    if not isinstance(place, tuple):
        return str(place % length + 1)
    if place[0] == "list":
        return ",".join(str(entry + 1) for entry in place[1:])
    start, stop, step = slice(*place[1:]).indices(length)
    if stop == start + 1 < length + 1 and length > 1:
        return str(stop)
    return ":" if (start, stop) == (0, length) else f"{start + 1}:{stop if step > 0 else stop + 2}"


def number(value: float) -> tuple[str, int]:
    """A number as it is written by hand."""
    if math.isnan(value):
        return r"\text{NaN}", ATOM
    if math.isinf(value):
        return (r"\infty", ATOM) if value > 0 else (r"-\infty", SUM)
    if value == math.pi:
        return r"\pi", ATOM
    if value == 0 or 1e-3 <= abs(value) < 1e6:
        return f"{value:.12g}", SUM if value < 0 else ATOM
    digits, power = f"{value:.12e}".split("e")
    head = f"{float(digits):.12g}"
    text = f"10^{{{int(power)}}}" if head == "1" else rf"{head} \cdot 10^{{{int(power)}}}"
    return text, SUM if value < 0 else POWER if head == "1" else PRODUCT
