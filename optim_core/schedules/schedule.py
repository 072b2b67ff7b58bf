"""A schedule says how the step size changes while the steps are counted."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import replace
from typing import Any, ClassVar, NamedTuple


class Card(NamedTuple):
    """What a reader wants to know about a schedule."""

    name: str
    rule: str  # the step size of step t, in LaTeX
    says: str  # the same for one step, with {knob.name} and {info.name} where its numbers go
    source: str
    variant: str = ""  # which convention, where the field has several


class Schedule(ABC):
    """A frozen dataclass of knobs with one pure function of the step count, written like a method's `step`."""

    card: ClassVar[Card]
    key: ClassVar[str] = ""  # given by the folder: the name of the file
    decides: ClassVar[tuple[str, ...]] = ()  # knobs of the method that it sets by itself, whatever they were
    shares: ClassVar[tuple[tuple[str, float], ...]] = ()  # its knobs that count steps, usually this share of a run

    @abstractmethod
    def factor(self, t: Any) -> Any:
        """What the step size is multiplied by in step t; the first step has t = 0."""

    def at(self, method: Any, t: Any) -> Any:
        """The method as it is in step t."""
        return replace(method, lr=method.lr * self.factor(t))
