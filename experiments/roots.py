"""An experiment with an equation of one unknown: where is f zero, and which way do lines to the axis lead there?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, NoReturn, Self

from experiments.catalogue import Catalogue
from experiments.entry import Entry
from experiments.experiment import Experiment
from experiments.message import Message, Notes, meant, nearest, shown
from experiments.roots_link import folded, unfolded
from experiments.typed import FORMULA, Door, Fault
from optim_core import CONSTRAINED_METHODS, METHODS, ROOT_METHODS
from surfaces import ROOTS, RootProblem

EQUATION, STEPS = "arctan", 30


class Equations(Catalogue):
    """Equations and the methods that look for their roots."""

    def no_surface(self, name: str, used: str) -> Message:
        said = {"name": shown(name), "nearest": nearest(name, self.surfaces), "used": shown(used)}
        return Message("There is no equation {name}; the nearest name is {nearest}. {used} is shown instead.", said)

    def no_method(self, name: str) -> Message:
        said = {"name": shown(name)}
        if meant(name, METHODS) or meant(name, CONSTRAINED_METHODS):
            return Message("{name} looks for a minimum, not for a root. This run is left out.", said)
        said["nearest"] = nearest(name, self.methods)
        return Message("There is no method {name}; the nearest name is {nearest}. This run is left out.", said)


def not_typed(text: str) -> Fault:
    """What is wrong with a typed equation: that it is typed."""
    return Fault("Equations are chosen from the list, not typed.", {}, text, 0)


def nobody(*_typed: Any) -> NoReturn:
    raise ValueError("an equation is chosen from the list")


@dataclass(frozen=True)
class RootExperiment(Experiment):
    """What to run on an equation. Links, edits and tables work as for every experiment."""

    catalogue: ClassVar[Catalogue] = Equations(ROOTS, ROOT_METHODS, Door(FORMULA, nobody, not_typed))
    STEPS: ClassVar[int] = STEPS

    surface: str = EQUATION
    steps: int = STEPS
    entries: tuple[Entry, ...] = (Entry("newton_raphson"),)

    def __post_init__(self) -> None:
        super().__post_init__()
        if not self.problem().is_complex:
            self._fix("start", (self.start[0], 0.0))

    def problem(self) -> RootProblem:  # type: ignore[override]
        """The equation."""
        found: Any = super().problem()
        equation: RootProblem = found
        return equation

    def to_query(self, home: Self | None = None) -> str:
        """`equation=sqrt2&run=halley`; without a `home` the equation is always named, so that no link is empty."""
        said = folded(super().to_query(home))
        return said if home or "equation=" in said else "&".join(filter(None, [f"equation={self.surface}", said]))

    @classmethod
    def from_query(cls, query: str | Mapping[str, Any], home: Self | None = None) -> tuple[Self, list[Message]]:
        """The experiment a link stands for, and a message for each part that could not be used."""
        notes: Notes = []
        parts = unfolded(query, notes)
        experiment, more = super().from_query(parts, home)
        imaginary = parts.get("start", [""])[0].partition(",")[2]
        if not experiment.problem().is_complex and imaginary not in ("", "0"):
            said = {"given": shown(parts["start"][0]), "equation": experiment.surface}
            more.append(Message("The unknown of {equation} is real: of start {given} only the first is used.", said))
        return experiment, notes + more
