"""A laboratory is three sentences about a family of methods, each with the experiment that shows it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from experiments import Experiment
from optim_core import Trace
from ui.presets import Preset

Measure = Callable[[Experiment, Sequence[Trace]], Mapping[str, float]]

PICTURES = ("map", "surface", "curve", "inspector")


@dataclass(frozen=True)
class Sight:
    """A sentence with `{places}` for numbers, the experiment in which it can be seen, and how the numbers are read."""

    title: str
    says: str
    link: str
    measure: Measure
    view: str = "convergence"  # which view of the runs is open: "convergence", "search" or "curvature"

    @cached_property
    def experiment(self) -> Experiment:
        return Experiment.from_query(self.link)[0]


class Laboratory(NamedTuple):
    """A page about one family; the first sight is what the page opens with."""

    page: str
    title: str
    sights: tuple[Sight, Sight, Sight]
    further: tuple[Preset, ...] = ()  # more to try, each with what to look for
    panels: tuple[str, ...] = PICTURES

    @property
    def home(self) -> Experiment:
        return self.sights[0].experiment
