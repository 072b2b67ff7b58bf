"""A typed formula is a part of an experiment like any other: read within limits, written so that it reads back."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, NamedTuple

from experiments import limits
from experiments.checks import finite
from experiments.message import Message, Notes, printed, shown
from optim_core import Knob
from surfaces import Surface

Window = tuple[tuple[float, float], tuple[float, float]]

FORMULA = "formula"  # stands for the key of a surface that was typed
WINDOW: Window = ((-3.0, 3.0), (-3.0, 3.0))  # what is looked at when nobody says otherwise
EXAMPLE = "(1-x)^2+a*(y-x^2)^2"

GAP = re.compile(r"(?<!\w)\s+|\s+(?!\w)")  # a space that separates nothing; those around `and` do
LOST_PLUS = re.compile(r"(?<=[\w)])(?<!\band)(?<!\bor)(?<!\bnot) +(?=[\w(.])(?!(?:and|or)\b)")


@dataclass(frozen=True)
class Fault(Message):
    """What is wrong with a formula, with the text and the character it is about."""

    text: str = ""
    position: int = 0


@lru_cache(maxsize=64)
def typed(text: str, window: Window, values: tuple[tuple[str, float], ...] = ()) -> Surface:
    """The surface of a formula, derived once for each text, window and values of its parameters."""
    from surfaces.formula import formula  # only who types a formula waits for its parser

    return formula(text, window, **dict(values))


def squeezed(text: str) -> str:
    """The same formula without its spaces and with one sign for powers, as a link writes it."""
    return GAP.sub("", text).replace("**", "^")


def with_its_plus_signs(text: str) -> str:
    """A formula as it was meant in a link written by hand, where `x+y` arrives as `x y`."""
    return LOST_PLUS.sub("+", text)


def fault_of(text: str) -> Fault | None:
    """What is wrong with a formula; nothing if it can be used."""
    return _fault_of(text) if len(text) <= limits.LINK else _fault_of.__wrapped__(text)


@lru_cache(maxsize=64)
def _fault_of(text: str) -> Fault | None:
    from surfaces.formula import FormulaError, parse

    try:
        parse(text)
    except FormulaError as error:
        values = {name: str(v) if name == "known" else shown(v) for name, v in error.values.items()}
        return Fault(error.template, values, text, error.position)
    return None


class Door(NamedTuple):
    """How a surface is typed: what its key is, what the text stands for, and what is wrong with it."""

    key: str
    surface: Callable[[str, Window, tuple[tuple[str, float], ...]], Any]
    fault_of: Callable[[str], Fault | None]


FORMULAS = Door(FORMULA, typed, fault_of)


def parameters(text: str, door: Door = FORMULAS) -> dict[str, Knob]:
    """The free names of a sound formula, each with the limits of what an experiment may ask for."""
    knobs = door.surface(squeezed(text), WINDOW, ()).knobs
    return {name: replace(knob, low=-limits.PARAMETER, high=limits.PARAMETER) for name, knob in knobs.items()}


def read_window(given: Any, notes: Notes) -> Window:
    """Two sides, left below right and bottom below top; the usual window if they cannot be used."""
    flat = [end for side in given for end in side] if _is_pair_of_pairs(given) else given
    numbers = [finite(end) for end in flat] if isinstance(flat, Sequence) and not isinstance(flat, str) else []
    if len(numbers) == 4 and all(n is not None and abs(n) <= limits.START for n in numbers):
        a, b, c, d = (float(n or 0) + 0.0 for n in numbers)
        if min(b - a, d - c) >= limits.SIDE:
            return (a, b), (c, d)
    usual = ",".join(printed(end) for side in WINDOW for end in side)
    said = {"given": shown(flat if isinstance(flat, list) else given), "used": usual}
    notes.append(
        Message(
            "window is left,right,bottom,top, four numbers such as {used}, not {given}; {used} is used instead.", said
        )
    )
    return WINDOW


def _is_pair_of_pairs(given: Any) -> bool:
    pair = isinstance(given, Sequence) and not isinstance(given, str) and len(given) == 2
    return pair and all(isinstance(side, Sequence) and not isinstance(side, str) for side in given)


def part_of_document(key: str, text: str, window: Window, values: Mapping[str, Any]) -> dict[str, Any]:
    """A formula as the part `surface` of a document."""
    return {"key": key, "values": dict(values), "text": text, "window": [list(side) for side in window]}
