"""Any method with a step size can follow any schedule, and neither of them knows."""

from __future__ import annotations

from collections import namedtuple
from dataclasses import field, fields, make_dataclass
from functools import cache
from typing import Any, ClassVar

from optim_core.knob import knobs_of
from optim_core.method import Method
from optim_core.schedules.schedule import Schedule

LR = "lr"  # the knob that schedules change


class Scheduled(Method):
    """A method and its schedule in one: the knobs of both, the method's state, and a clock.

    The concrete classes are made by `scheduled_kind`.
    """

    kind: ClassVar[type[Method]]
    plan: ClassVar[type[Schedule]]
    symbols: ClassVar[dict[str, str]] = {"clock": "t"}

    @property
    def method(self) -> Any:
        """The method alone."""
        return self._part(self.kind)

    @property
    def schedule(self) -> Any:
        """The schedule alone."""
        return self._part(self.plan)

    def init(self, x, f):
        first = self.method.init(x, f)
        state: Any = type(first)
        return clocked(state)(*first, 0)

    def step(self, s, f):
        now = self.schedule.at(self.method, s.clock)
        new, info = now.step(s, f)
        return type(s)(*new, s.clock + 1), {**info, **{name: getattr(now, name) for name in self.changed()}}

    @classmethod
    def changed(cls) -> tuple[str, ...]:
        """The knobs of the method that change from step to step: each step notes the values it was taken with."""
        return tuple(name for name in knobs_of(cls.kind) if name in (LR, *cls.plan.decides))

    def _part(self, part: Any) -> Any:
        return part(**{name: getattr(self, name) for name in knobs_of(part) if hasattr(self, name)})


def can_follow(kind: type[Method]) -> bool:
    """Whether a schedule has something to change: a step size that every step is taken with."""
    return LR in knobs_of(kind) and kind.paced


def scheduled(method: Method, schedule: Schedule) -> Method:
    """The method, its step size following the schedule. Raises `ValueError` for a method without `lr`."""
    kind = scheduled_kind(type(method), type(schedule))
    both = {**_values(method), **_values(schedule)}
    return kind(**{name: both[name] for name in knobs_of(kind)})


@cache
def scheduled_kind(kind: type[Method], plan: type[Schedule]) -> type[Scheduled]:
    """The class of methods of one kind under one kind of schedule, with the knobs of both."""
    own, theirs = knobs_of(kind), knobs_of(plan)
    if not can_follow(kind):
        raise ValueError(f"{kind.__name__} has no step size lr that a schedule could change")
    if shared := own.keys() & theirs.keys():
        raise ValueError(f"{kind.__name__} and {plan.__name__} both have a knob {', '.join(sorted(shared))}")
    knobs = [
        (f.name, f.type, field(default=f.default, metadata=f.metadata))
        for part in (kind, plan)
        for f in fields(part)  # type: ignore[arg-type]
        if f.name not in plan.decides
    ]
    name = f"{kind.__name__}With{plan.__name__}"
    space = {
        "__module__": __name__,
        "key": f"{kind.key}-{plan.key}",
        "about": kind.about,
        "needs": kind.needs,
        "kind": kind,
        "plan": plan,
    }
    return make_dataclass(name, knobs, bases=(Scheduled,), namespace=space, frozen=True)


@cache
def clocked(state: type) -> type:
    """The same state with a clock that counts steps."""
    return namedtuple(f"Clocked{state.__name__}", (*state._fields, "clock"))  # type: ignore[attr-defined]


def _values(owner: Any) -> dict[str, Any]:
    return {name: getattr(owner, name) for name in knobs_of(owner)}
