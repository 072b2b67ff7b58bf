"""A link is written to be read: `surface=himmelblau&start=0,0&run=adam(lr=0.05)&run=bfgs&at=40`.

A formula brings its parameters and its window along: `formula=(1-x)^2%2Ba*(y-x^2)^2&with=a=100&window=-2,2,-1,3`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, quote_plus

from experiments import limits
from experiments.message import Message, Notes, nearest, printed, shown
from experiments.typed import FORMULA, WINDOW, with_its_plus_signs

PARTS = ("formula", "with", "window", "surface", "start", "run", "steps", "seed", "at")
SECOND_NAMES = {"problem": "surface", "method": "run"}  # what a link may also say
PAIRS = ("start", "window")  # numbers with commas between
OF_THE_PAGE = frozenset({"lang", "embed", "embed_options", "tangents", "view"})  # not the experiment's; read elsewhere
HIDDEN = "hidden"  # run=adam(lr=0.05,hidden) runs but is not drawn
SAFE = "(),=*^/"  # signs that stand for themselves in a link; + would be read as a space
NOBODY = "none"  # run=none is an experiment without methods


def parse_link(query: str | Mapping[str, Any]) -> tuple[dict[str, Any], Notes]:
    """The document a link spells out (still unchecked text), and a message for each part that has no meaning."""
    notes: Notes = []
    document: dict[str, Any] = {}
    runs: list[str] = []
    for name, text in pairs(query, notes):
        part = name.strip().lower()
        part = SECOND_NAMES.get(part, part)
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
            document[part] = text.split(",") if part in PAIRS else text
    document |= parse_surface(document, notes)
    if runs:
        named = [text for text in runs if text != NOBODY]
        document["runs"] = [
            parse_call(text, "method", notes if i < limits.RUNS else []) for i, text in enumerate(named)
        ]
    return document, notes[: limits.NOTES]


def parse_surface(document: dict[str, Any], notes: Notes) -> dict[str, Any]:
    """The part `surface` of a document: what a link says of a key, or of a formula and what belongs to it."""
    named = parse_call(document.pop("surface"), "key", notes) if "surface" in document else {}
    own = {part: document.pop(part) for part in (FORMULA, "with", "window") if part in document}
    if FORMULA in own:
        if named and named["key"] != FORMULA:
            said = {"given": shown(named["key"])}
            notes.append(Message("A link has a surface or a formula; the formula is used, and {given} is not.", said))
            named = {}
        given = parse_call(f"{FORMULA}({own['with']})", "key", notes)["values"] if "with" in own else {}
        values = {**named.get("values", {}), **given}
        text = with_its_plus_signs(own[FORMULA])
        return {"surface": {"key": FORMULA, "values": values, "text": text, "window": own.get("window", WINDOW)}}
    for part in own:
        notes.append(Message("{part} belongs to a formula, and there is none; it is ignored.", {"part": part}))
    return {"surface": named} if named else {}


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
    inside = re.sub(r"(?<=[A-Z]) (?=[,)])", "+", inside)  # a query takes + for a space: PR+ was meant
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
        texts |= print_surface(document["surface"])
    if "start" in document:
        texts["start"] = [",".join(map(printed, document["start"]))]
    if "runs" in document:
        runs = [print_call(run["method"], run["values"], run["hidden"]) for run in document["runs"]]
        texts["run"] = runs or [NOBODY]
    return "&".join(f"{part}={quote_plus(text, safe=SAFE)}" for part in PARTS for text in texts.get(part, []))


def print_surface(surface: Mapping[str, Any]) -> dict[str, list[str]]:
    """A surface as the parts of a link; of a formula only what is not as usual."""
    if "text" not in surface:
        return {"surface": [print_call(surface["key"], surface["values"])]}
    texts = {FORMULA: [surface["text"]]}
    if surface["values"]:
        texts["with"] = [",".join(f"{name}={printed(value)}" for name, value in surface["values"].items())]
    ends = [end for side in surface["window"] for end in side]
    if ends != [end for side in WINDOW for end in side]:
        texts["window"] = [",".join(map(printed, ends))]
    return texts


def print_call(name: str, values: Mapping[str, Any], hidden: bool = False) -> str:
    """`adam(lr=0.05,hidden)`; without brackets when there is nothing to say."""
    inside = [f"{knob}={printed(value)}" for knob, value in values.items()] + [HIDDEN] * hidden
    return f"{name}({','.join(inside)})" if inside else name
