"""A run may follow a schedule: which one is a knob of the run, and each schedule brings knobs of its own."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

import numpy as np

from experiments.message import Message, Notes, meant, nearest, printed, shown
from optim_core import Knob, Method, knobs_of
from optim_core.schedules import SCHEDULES, Schedule, can_follow, scheduled_kind

SCHEDULE, CONSTANT = "schedule", "constant"  # the knob, and what it says when nobody has turned it
KNOB = Knob(
    SCHEDULE, CONSTANT, None, None, "", "schedule: how the step size changes from step to step", kind="choice",
    options=tuple(SCHEDULES), names=tuple(plan.card.name for plan in SCHEDULES.values()),
)  # fmt: skip


@cache
def kind_of(kind: type[Method], schedule: str = CONSTANT) -> type[Method]:
    """The class of a method under a schedule; under the constant one it is the method itself."""
    return kind if schedule == CONSTANT else scheduled_kind(kind, SCHEDULES[schedule])


@cache
def knobs_under(kind: type[Method], schedule: str = CONSTANT) -> Mapping[str, Knob]:
    """The knobs of a run in the order in which a link writes them: the method's, then which schedule, then its own."""
    if not can_follow(kind):
        return knobs_of(kind)
    plan, knobs = knobs_of(SCHEDULES[schedule]), knobs_of(kind_of(kind, schedule))
    own = {name: knob for name, knob in knobs.items() if name not in plan}
    return MappingProxyType({**own, SCHEDULE: KNOB, **plan})


def schedule_of(values: Mapping[str, Any]) -> str:
    """The schedule that these values of knobs name."""
    return str(values.get(SCHEDULE, CONSTANT))


def usual_plan(plan: type[Schedule], steps: int) -> dict[str, Any]:
    """The values of a schedule's knobs before anybody moves one: it fits the length of the run."""
    knobs = knobs_of(plan)
    steps_of = {name: round(share * steps) for name, share in plan.shares}
    fitting = {name: int(np.clip(n, knobs[name].low, knobs[name].high)) for name, n in steps_of.items()}
    return {name: knob.default for name, knob in knobs.items()} | fitting


def read_schedule(owner: str, kind: type[Method], given: Mapping[str, Any], notes: Notes) -> dict[str, Any]:
    """The values that were given, without a schedule that there is not and without knobs that a schedule sets."""
    values = {name: value for name, value in given.items() if meant(str(name), [SCHEDULE]) is None}
    said = [value for name, value in given.items() if name not in values][:1]
    schedule = _named(owner, kind, said[0], notes) if said else CONSTANT
    values = _without_strangers(owner, kind, schedule, values, notes)
    if schedule == CONSTANT:
        return values
    decided = [name for name in values if meant(str(name), SCHEDULES[schedule].decides) in knobs_of(kind)]
    for name in decided:
        notes.append(Message("{schedule} sets {name} by itself; it is ignored.", {"schedule": schedule, "name": name}))
    return {name: value for name, value in values.items() if name not in decided} | {SCHEDULE: schedule}


def _without_strangers(
    owner: str, kind: type[Method], schedule: str, given: Mapping[str, Any], notes: Notes
) -> dict[str, Any]:
    """The values without those that only a schedule could use which the run does not follow."""
    known = (*knobs_under(kind, schedule), *knobs_of(kind))
    strange = [name for name in given if can_follow(kind) and meant(str(name), known) is None]
    owned = {name: [key for key, plan in SCHEDULES.items() if meant(str(name), knobs_of(plan))] for name in strange}
    for name, keys in owned.items():
        if keys:
            said = {"owner": owner, "name": shown(name), "schedules": ", ".join(keys)}
            notes.append(Message("{name} belongs to a schedule that {owner} does not follow: {schedules}.", said))
    return {name: value for name, value in given.items() if not owned.get(name)}


def _named(owner: str, kind: type[Method], given: Any, notes: Notes) -> str:
    """The schedule that was meant, or the constant one."""
    name = meant(given, SCHEDULES) if isinstance(given, str) else None
    if name is None:
        said = {"name": shown(given), "nearest": nearest(printed(given), SCHEDULES)}
        notes.append(
            Message("There is no schedule {name}; the nearest name is {nearest}. The step size stays constant.", said)
        )
    elif name != CONSTANT and not can_follow(kind):
        notes.append(
            Message("{method} takes no schedule: it has no step size that one could change.", {"method": owner})
        )
        return CONSTANT
    return name or CONSTANT
