"""Two hands on one experiment: what each of them changed is kept."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from experiments.entry import Entry
from experiments.experiment import Experiment

E = TypeVar("E", bound=Experiment)


def merged(base: E, theirs: E, ours: E) -> E:
    """Ours with everything that they changed since base; where both changed the same part, theirs is taken.

    The surface, typed or not, and its knobs are one part, since a knob of one means nothing on another; so is each run.
    """
    if theirs == ours or base == ours:
        return theirs
    here = ours
    if theirs.ground() != base.ground():
        here = replace(here, **theirs.ground())
    if theirs.start != base.start:
        here = replace(here, start=theirs.start)
    if theirs.steps != base.steps:
        here = here.with_steps(theirs.steps)
    if theirs.seed != base.seed:
        here = replace(here, seed=theirs.seed)
    if theirs.at != base.at:
        here = replace(here, at=theirs.at)
    return replace(here, entries=merged_entries(base.entries, theirs.entries, ours.entries))


def merged_entries(base: tuple[Entry, ...], theirs: tuple[Entry, ...], ours: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Run by run while they kept the list, then what we added; a list they made longer or shorter is taken whole."""
    if theirs == base:
        return ours
    if len(theirs) != len(base) or len(ours) < len(base):
        return theirs
    kept = [own if their == old else their for old, their, own in zip(base, theirs, ours, strict=False)]
    return (*kept, *ours[len(base) :])
