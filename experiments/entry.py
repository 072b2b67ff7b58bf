"""One line of an experiment: a method and the knobs that were turned."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from optim_core import Knob


class Values(Mapping[str, Any]):
    """Knob values that never change, so that an experiment can be the key of a cache."""

    def __init__(self, values: Mapping[str, Any] | None = None) -> None:
        self._values = dict(values or {})

    def __getitem__(self, name: str) -> Any:
        return self._values[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __hash__(self) -> int:
        return hash(frozenset(self._values.items()))

    def __repr__(self) -> str:
        return repr(self._values)


@dataclass(frozen=True)
class Entry:
    """A method's key, the knobs that differ from `defaults(method, surface)`, and whether its path is drawn."""

    method: str
    knobs: Mapping[str, Any] = field(default_factory=Values)
    hidden: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "knobs", Values(self.knobs))


def turned(given: Mapping[str, Any], knobs: Mapping[str, Knob], defaults: Mapping[str, Any]) -> Values:
    """Of the given values those that differ from the defaults, in the order of declaration, in their proper type."""
    if strange := sorted(set(given) - set(knobs)):
        raise ValueError(f"no knob {strange[0]!r}; there are {', '.join(knobs) or 'none'}")
    values = {name: proper(knob, given[name]) for name, knob in knobs.items() if name in given}
    return Values({name: value for name, value in values.items() if value != defaults[name]})


def proper(knob: Knob, value: Any) -> Any:
    """The value in the type its knob declares; minus zero counts as zero."""
    if knob.kind == "number":
        return float(value) + 0.0
    return {"whole": int, "choice": str, "switch": bool}[knob.kind](value)
