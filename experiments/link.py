"""A link is written to be read: `surface=himmelblau&start=0,0&run=adam(lr=0.05)&run=bfgs&at=40`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, quote_plus

from experiments import limits
from experiments.message import Message, Notes, nearest, printed, shown

PARTS = ("surface", "start", "run", "steps", "seed", "at")
OF_THE_PAGE = frozenset({"lang", "embed", "embed_options"})  # not the experiment's; read elsewhere
HIDDEN = "hidden"  # run=adam(lr=0.05,hidden) runs but is not drawn
NOBODY = "none"  # run=none is an experiment without methods


def parse_link(query: str | Mapping[str, Any]) -> tuple[dict[str, Any], Notes]:
    """The document a link spells out (still unchecked text), and a message for each part that has no meaning."""
    notes: Notes = []
    document: dict[str, Any] = {}
    runs: list[str] = []
    for name, text in pairs(query, notes):
        part = name.strip().lower()
        if part == "run":
            runs.append(text)
        elif part in OF_THE_PAGE:
            continue
        elif part not in PARTS:
            said = {"name": shown(name), "nearest": nearest(part, PARTS)}
            notes.append(Message("{name} means nothing in a link; the nearest name is {nearest}. It is ignored.", said))
        elif part in document:
            notes.append(Message("{name} is given more than once; the first is used.", {"name": part}))
        else:
            document[part] = text.split(",") if part == "start" else text
    if "surface" in document:
        document["surface"] = parse_call(document["surface"], "key", notes)
    if runs:
        named = [text for text in runs if text != NOBODY]
        document["runs"] = [
            parse_call(text, "method", notes if i < limits.RUNS else []) for i, text in enumerate(named)
        ]
    return document, notes[: limits.NOTES]


def pairs(query: str | Mapping[str, Any], notes: Notes) -> list[tuple[str, str]]:
    """Names and texts in their order, up to the longest link that is read."""
    if isinstance(query, Mapping):
        several = {name: [given] if isinstance(given, str) else given for name, given in query.items()}
        found = [(str(name), str(text)) for name, texts in several.items() for text in texts]
    else:
        found = parse_qsl(query[: 4 * limits.LINK].removeprefix("?"), keep_blank_values=True)
    total, kept = 0, []
    for name, text in found:
        total += len(name) + len(text) + 2
        if total > limits.LINK:
            said = {"name": shown(name), "limit": str(limits.LINK)}
            notes.append(Message("The link is longer than {limit} characters; from {name} on it is not read.", said))
            break
        kept.append((name, text))
    return kept


def parse_call(text: str, naming: str, notes: Notes) -> dict[str, Any]:
    """`adam(lr=0.05,hidden)` as name, values and whether it is hidden."""
    name, bracket, inside = text.strip().partition("(")
    if bracket and not inside.endswith(")"):
        notes.append(Message("A closing bracket is missing in {given}.", {"given": shown(text)}))
    values: dict[str, str] = {}
    hidden = False
    for piece in filter(None, (p.strip() for p in inside.removesuffix(")").split(","))):
        knob, equals, value = (p.strip() for p in piece.partition("="))
        if piece.lower() == HIDDEN:
            hidden = True
        elif not equals:
            said = {"given": shown(piece), "name": shown(name)}
            notes.append(Message("{given} in {name} has no value; write knob=value. It is ignored.", said))
        elif knob in values:
            notes.append(
                Message("{name} is given more than once; the first is used.", {"name": shown(f"{name}({knob})")})
            )
        else:
            values[knob] = value
    return {naming: name, "values": values, "hidden": hidden}


def print_link(document: Mapping[str, Any]) -> str:
    """A link with the parts of this document, in the order in which a person reads an experiment."""
    texts: dict[str, list[str]] = {
        part: [printed(document[part])] for part in ("steps", "seed", "at") if part in document
    }
    if "surface" in document:
        texts["surface"] = [print_call(document["surface"]["key"], document["surface"]["values"])]
    if "start" in document:
        texts["start"] = [",".join(map(printed, document["start"]))]
    if "runs" in document:
        runs = [print_call(run["method"], run["values"], run["hidden"]) for run in document["runs"]]
        texts["run"] = runs or [NOBODY]
    return "&".join(f"{part}={quote_plus(text, safe='(),=')}" for part in PARTS for text in texts.get(part, []))


def print_call(name: str, values: Mapping[str, Any], hidden: bool = False) -> str:
    """`adam(lr=0.05,hidden)`; without brackets when there is nothing to say."""
    inside = [f"{knob}={printed(value)}" for knob, value in values.items()] + [HIDDEN] * hidden
    return f"{name}({','.join(inside)})" if inside else name
