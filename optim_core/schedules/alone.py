"""A schedule by itself: what it makes of a step size, step by step, with no method around it."""

from dataclasses import make_dataclass
from functools import cache
from typing import NamedTuple

from optim_core.knob import knob
from optim_core.method import About, Array, Method
from optim_core.schedules.schedule import Schedule
from optim_core.schedules.scheduled import LR, Scheduled, scheduled_kind

SYMBOLS = {LR: r"\eta", "weight_decay": r"\lambda"}


class Place(NamedTuple):
    x: Array  # (n, *runs) where it stands, for ever


class Standing(Method[Place]):
    """Takes no step, so that only the schedule is left."""

    def init(self, x, f):
        return Place(x)

    def step(self, s, f):
        return Place(s.x), {}


@cache
def alone(plan: type[Schedule]) -> type[Scheduled]:
    """The schedule as a method that notes in each step the values it gives to the knobs it changes."""
    knobs = [(name, float, knob(1.0, 0.0, 1.0, SYMBOLS[name], "")) for name in dict.fromkeys((LR, *plan.decides))]
    about = About(plan.card.name, family="", update=plan.card.rule, source=plan.card.source)
    kind = make_dataclass("Standing", knobs, bases=(Standing,), namespace={"about": about}, frozen=True)
    return scheduled_kind(kind, plan)
