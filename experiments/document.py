"""Nothing enters an experiment unread: each part of a document is used, or replaced by its default and named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Protocol

from experiments import limits
from experiments.catalogue import Catalogue
from experiments.checks import knob_value, number, whole
from experiments.defaults import SEED, missing
from experiments.entry import Entry
from experiments.message import Message, Notes, meant, nearest, shown
from experiments.pacing import knobs_under, read_schedule, schedule_of
from experiments.typed import WINDOW, parameters, read_window, squeezed
from optim_core import Knob
from optim_core.knob import second_names
from surfaces import Surface


class Usual(Protocol):
    """The experiment whose surface is taken where a document names none that can be used."""

    catalogue: ClassVar[Catalogue]
    STEPS: ClassVar[int]

    @property
    def surface(self) -> str: ...

    @property
    def formula(self) -> str: ...

    def problem(self) -> Surface: ...


def read_document(document: Any, usual: Usual) -> tuple[dict[str, Any], Notes]:
    """Parts of an experiment, by the names of its fields, and a message for each part that could not be used.

    Missing parts are left to the experiment's defaults. Values may be numbers or the text of numbers, so links and
    edits from the stage come through this one door.
    """
    notes: Notes = []
    if not isinstance(document, Mapping):
        return {}, [Message("This is not an experiment: {given}.", {"given": shown(document)})]
    parts = read_surface(document["surface"], usual, notes) if "surface" in document else {}
    surface = surface_of(parts, usual.catalogue) if parts else usual.problem()
    if "start" in document:
        parts |= read_start(document["start"], surface, notes)
    if "steps" in document:
        parts["steps"] = whole(document["steps"], "steps", 1, limits.STEPS, usual.STEPS, notes)
    if "seed" in document:
        parts["seed"] = whole(document["seed"], "seed", 0, limits.SEED, SEED, notes)
    if "at" in document:
        last = parts.get("steps", usual.STEPS)
        parts["at"] = whole(document["at"], "at", 0, last, last, notes)
    if "runs" in document:
        parts |= read_runs(document["runs"], surface, usual.catalogue, notes)
    return parts, notes[: limits.NOTES]


def read_surface(given: Any, usual: Usual, notes: Notes) -> dict[str, Any]:
    """Key and knobs of the surface, or the formula that it is."""
    if isinstance(given, Mapping) and ("text" in given or given.get("key") == usual.catalogue.door.key):
        return read_formula(given, usual, notes)
    name, values = call(given, "key")
    key = usual.catalogue.surface_key(name)
    if key is None:
        notes.append(usual.catalogue.no_surface(name, usual.formula or usual.surface))
        return {}
    return {"surface": key, "surface_knobs": read_knobs(key, values, usual.catalogue.surfaces[key].knobs, notes)}


def read_formula(given: Mapping[str, Any], usual: Usual, notes: Notes) -> dict[str, Any]:
    """Text, parameters and window of a formula; nothing when it has a fault, which is noted with its place."""
    text, values, door = given.get("text", ""), given.get("values", {}), usual.catalogue.door
    if fault := door.fault_of(text if isinstance(text, str) else ""):
        used = {"used": shown(usual.formula or usual.surface)}
        notes += [fault, Message("The formula cannot be used as it stands; {used} is shown instead.", used)]
        return {}
    window = read_window(given.get("window", WINDOW), notes)
    knobs = read_knobs(door.key, values if isinstance(values, Mapping) else {}, parameters(text, door), notes)
    return {"surface": door.key, "formula": text, "surface_knobs": knobs, "window": window}


def surface_of(parts: Mapping[str, Any], catalogue: Catalogue) -> Surface:
    """The surface that was read."""
    if "formula" in parts:
        return catalogue.door.surface(
            squeezed(parts["formula"]), parts["window"], tuple(parts["surface_knobs"].items())
        )
    return catalogue.surfaces[parts["surface"]](**parts["surface_knobs"])


def read_start(given: Any, surface: Surface, notes: Notes) -> dict[str, Any]:
    """The start, or nothing when it is not a pair of numbers."""
    default = surface.starts[0]
    if isinstance(given, str) or not isinstance(given, Sequence) or len(given) != 2:
        said = {"given": shown(given)}
        notes.append(Message("start is two numbers with a comma between, not {given}; the usual start is used.", said))
        return {}
    named = zip(given, ("start x", "start y"), default, strict=True)
    return {"start": tuple(number(v, part, -limits.START, limits.START, d, notes) for v, part, d in named)}


def read_runs(given: Any, surface: Surface, catalogue: Catalogue, notes: Notes) -> dict[str, Any]:
    """The runs that can be run on this surface; nothing when none of those that were asked for can."""
    if isinstance(given, str) or not isinstance(given, Sequence):
        notes.append(Message("The list of methods cannot be read: {given}.", {"given": shown(given)}))
        return {}
    if len(given) > limits.RUNS:
        said = {"count": str(len(given)), "limit": str(limits.RUNS)}
        notes.append(Message("{count} runs are too many; the first {limit} are shown.", said))
    found = [read_entry(each, surface, catalogue, notes) for each in given[: limits.RUNS]]
    entries = tuple(entry for entry in found if entry is not None)
    return {"entries": entries} if entries or not found else {}


def read_entry(given: Any, surface: Surface, catalogue: Catalogue, notes: Notes) -> Entry | None:
    """One run, or nothing when there is no such method or it cannot be run here."""
    name, values = call(given, "method")
    key = meant(name, catalogue.methods)
    if key is None:
        notes.append(catalogue.no_method(name))
        return None
    if lacks := missing(key, surface):
        notes.append(catalogue.cannot_run(key, lacks, surface.key))
        return None
    hidden = bool(given.get("hidden", False))
    values = read_schedule(key, catalogue.methods[key], values, notes)
    knobs = knobs_under(catalogue.methods[key], schedule_of(values))
    return Entry(key, read_knobs(key, values, knobs, notes), hidden)


def read_knobs(owner: str, given: Mapping[str, Any], knobs: Mapping[str, Knob], notes: Notes) -> dict[str, Any]:
    """The values that name a knob of their owner, each within its limits."""
    values: dict[str, Any] = {}
    second = second_names(knobs)
    for name, value in given.items():
        key = meant(str(name), knobs) or second.get(str(name))
        if key is not None:
            usable = knob_value(knobs[key], value, f"{owner}({key})", notes)
            values |= {} if usable is None else {key: usable}
        elif knobs:
            said = {"owner": owner, "name": shown(name), "nearest": nearest(str(name), knobs)}
            notes.append(Message("{owner} has no knob {name}; the nearest name is {nearest}. It is ignored.", said))
        else:
            notes.append(Message("{owner} has no knobs; {name} is ignored.", {"owner": owner, "name": shown(name)}))
    return values


def call(given: Any, naming: str) -> tuple[str, Mapping[str, Any]]:
    """Name and values of a surface or a run, whatever was sent in its place."""
    if not isinstance(given, Mapping):
        return shown(given), {}
    values = given.get("values", {})
    return str(given.get(naming, ""))[: limits.WORD], values if isinstance(values, Mapping) else {}
