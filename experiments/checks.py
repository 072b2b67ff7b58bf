"""A number from outside is finite, in its range and of its kind, or it is put right and said so."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from experiments.message import Message, Notes, nearest, printed, shown
from optim_core import Knob

YES_NO = {"true": True, "yes": True, "on": True, "1": True, "false": False, "no": False, "off": False, "0": False}


def finite(given: Any) -> float | None:
    """The number that was meant, when one was."""
    if not isinstance(given, int | float | str) or isinstance(given, bool):
        return None
    try:
        value = float(given)
    except (ValueError, OverflowError):  # not a number; an integer beyond 1e308
        return None
    return value if math.isfinite(value) else None


def number(given: Any, part: str, low: float, high: float, default: float, notes: Notes) -> float:
    """A finite number between low and high; anything else is noted."""
    value = finite(given)
    said = {"part": part, "given": shown(given), "low": printed(low), "high": printed(high)}
    if value is None:
        said["used"] = printed(default)
        notes.append(Message("{part} must be a finite number, not {given}; {used} is used instead.", said))
        return default
    used = min(max(value, low), high)
    if used != value:
        said["used"] = printed(used)
        notes.append(Message("{part} lies between {low} and {high}, not at {given}; {used} is used instead.", said))
    return used


def whole(given: Any, part: str, low: float, high: float, default: int, notes: Notes) -> int:
    """A whole number between low and high; anything else is noted."""
    value = number(given, part, low, high, default, notes)
    used = round(value)
    if used != value:
        said = {"part": part, "given": shown(given), "used": str(used)}
        notes.append(Message("{part} must be a whole number, not {given}; {used} is used instead.", said))
    return used


def knob_value(knob: Knob, given: Any, part: str, notes: Notes) -> Any:
    """A value this knob can take, or None to leave it at its default."""
    if knob.kind in ("number", "whole"):
        return numeric(knob, given, part, notes)
    if knob.kind == "switch":
        known: Mapping[str, Any] = YES_NO
        options: tuple[str, ...] = ("true", "false")
    else:
        known = knob.spellings
        options = knob.options
    word = printed(given).strip() if isinstance(given, bool | str) else ""
    if word.lower() in known:
        return known[word.lower()]
    near = printed(known[nearest(word, known)])
    said = {"part": part, "given": shown(given), "options": ", ".join(options), "nearest": near}
    notes.append(Message("{part} is one of {options}, not {given}; the nearest is {nearest}. It is ignored.", said))
    return None


def numeric(knob: Knob, given: Any, part: str, notes: Notes) -> Any:
    """A value of a numeric knob, clipped to its limits, or None when it is no number at all."""
    if finite(given) is None:
        said = {"part": part, "given": shown(given)}
        notes.append(Message("{part} must be a finite number, not {given}; its default is used.", said))
        return None
    low = -math.inf if knob.low is None else knob.low
    high = math.inf if knob.high is None else knob.high
    read = whole if knob.kind == "whole" else number
    return read(given, part, low, high, knob.default, notes)
