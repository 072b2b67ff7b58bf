"""A link for several panels: each is a link of its own, with semicolons where a link has ampersands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from experiments import limits
from experiments.budget import BUDGETS, COST, Weights
from experiments.checks import whole
from experiments.defaults import SEED, STEPS
from experiments.link import OF_THE_PAGE, pairs
from experiments.message import Message, Notes, meant, nearest, shown

LETTERS = "abcd"  # two to four panels
STARTS = 200  # at most, in a band
PRICE = 100  # at most, of one question
YES, NO = "yes", "no"
PARTS = (*LETTERS, "budget", "amount", "cost", "tuned", "starts", "seed", "linked", "at")


def texts_of(query: str | Mapping[str, Any], notes: Notes) -> dict[str, str]:
    """The parts of a link that mean something here, still as text."""
    given: dict[str, str] = {}
    for name, text in pairs(query, notes):
        part = name.strip().lower()
        if part in OF_THE_PAGE:
            continue
        if part not in PARTS:
            said = {"name": shown(name), "nearest": nearest(part, PARTS)}
            notes.append(Message("{name} means nothing in a link; the nearest name is {nearest}. It is ignored.", said))
        elif part in given:
            notes.append(Message("{name} is given more than once; the first is used.", {"name": part}))
        else:
            given[part] = text
    return given


def read_rules(given: Mapping[str, str], notes: Notes) -> dict[str, Any]:
    """Everything but the panels."""
    rules: dict[str, Any] = {}
    if "budget" in given:
        rules["budget"] = one_of("budget", given["budget"], BUDGETS, notes)
    if "linked" in given:
        rules["linked"] = one_of("linked", given["linked"], (YES, NO), notes) == YES
    for name, low, high, usual in (
        ("amount", 1, limits.STEPS, STEPS),
        ("starts", 0, STARTS, 0),
        ("seed", 0, limits.SEED, SEED),
    ):
        if name in given:
            rules[name] = whole(given[name], name, low, high, usual, notes)
    if "cost" in given:
        rules["cost"] = read_cost(given["cost"], notes)
    if "tuned" in given:
        rules["tuned"] = read_letters(given["tuned"], notes)
    if "at" in given:
        last = rules.get("amount", STEPS)
        rules["at"] = whole(given["at"], "at", 0, last, last, notes)
    return rules


def one_of(part: str, text: str, options: tuple[str, ...], notes: Notes) -> str:
    """The option that was meant, or the first."""
    found = meant(text, options)
    if found is None:
        said = {"part": part, "given": shown(text), "options": ", ".join(options), "nearest": nearest(text, options)}
        notes.append(Message("{part} is one of {options}, not {given}; the nearest is {nearest}. It is ignored.", said))
    return found or options[0]


def read_cost(text: str, notes: Notes) -> Weights:
    """Three whole numbers."""
    pieces = text.split(",")
    if len(pieces) != len(COST):
        notes.append(
            Message(
                "cost is three numbers with commas between (value, gradient, Hessian), not {given}.",
                {"given": shown(text)},
            )
        )
        return COST
    named = zip(pieces, Weights._fields, COST, strict=True)
    return Weights(*(whole(piece, f"cost({name})", 0, PRICE, usual, notes) for piece, name, usual in named))


def read_letters(text: str, notes: Notes) -> str:
    """Letters of panels, in any order, with or without commas."""
    letters = text.replace(",", "").replace(" ", "").lower()
    if strange := [letter for letter in letters if letter not in LETTERS]:
        said = {"given": shown("".join(strange)), "letters": ", ".join(LETTERS)}
        notes.append(Message("tuned names panels ({letters}); {given} is none of them and is ignored.", said))
    return "".join(letter for letter in LETTERS if letter in letters)
