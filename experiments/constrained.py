"""An experiment with constraints: a problem instead of a surface, and methods that know what may not be left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Self

from experiments.catalogue import Catalogue
from experiments.constrained_link import folded, unfolded
from experiments.entry import Entry
from experiments.experiment import END, OWN_START, Experiment
from experiments.message import Message, Notes
from experiments.own_problem import OWN_PROBLEMS
from optim_core import CONSTRAINED_METHODS
from surfaces import CONSTRAINED, Constrained

PROBLEM, STEPS = "circle_linear", 60
FIRST_SIGHT = tuple(Entry(key) for key in ("sqp", "newton_kkt", "descent_ascent"))


@dataclass(frozen=True)
class ConstrainedExperiment(Experiment):
    """What to run on a problem with constraints; links, edits and tables work as for every experiment."""

    catalogue: ClassVar[Catalogue] = Catalogue(CONSTRAINED, CONSTRAINED_METHODS, OWN_PROBLEMS)
    STEPS: ClassVar[int] = STEPS

    surface: str = PROBLEM
    steps: int = STEPS
    entries: tuple[Entry, ...] = FIRST_SIGHT

    def problem(self) -> Constrained:  # type: ignore[override]
        """The problem with its constraints at their levels."""
        found: Any = super().problem()
        constrained: Constrained = found
        return constrained

    def only_the_problem(self) -> Self:
        """The problem at its levels, without runs, and as if nobody had moved the start."""
        return replace(self, entries=(), start=OWN_START, at=END)

    def to_query(self, home: Self | None = None) -> str:
        """`problem=nw_disk(b=0.5)&run=sqp`; without a `home` the problem is always named, so that no link is empty."""
        said = folded(super().to_query(home))
        return said if home or "problem=" in said else "&".join(filter(None, [f"problem={self.surface}", said]))

    @classmethod
    def from_query(cls, query: str | Mapping[str, Any], home: Self | None = None) -> tuple[Self, list[Message]]:
        """The experiment a link stands for, and a message for each part that could not be used."""
        notes: Notes = []
        experiment, more = super().from_query(unfolded(query, notes), home)
        return experiment, notes + more
