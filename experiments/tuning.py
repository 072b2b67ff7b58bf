"""Tuned means: someone has searched. Here it is said where, with what budget, and by which measure."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import numpy as np

from experiments.budget import Weights, affordable, reached
from experiments.entry import Entry
from experiments.experiment import Experiment
from experiments.pacing import knobs_under, schedule_of
from optim_core import METHODS, knobs_of, run

VALUES = 25  # step sizes that are tried
TUNED = "lr"


class Search(NamedTuple):
    """Every step size that was tried, and the value it reached; infinite where the run diverged."""

    sizes: np.ndarray
    reached: np.ndarray

    @property
    def best(self) -> float | None:
        """The step size with the lowest end; nothing when all of them diverged."""
        return float(self.sizes[self.reached.argmin()]) if np.isfinite(self.reached).any() else None


def can_be_tuned(entry: Entry) -> bool:
    """Whether the run has a step size that somebody has to choose."""
    return TUNED in knobs_under(METHODS[entry.method], schedule_of(entry.knobs))


def search(experiment: Experiment, i: int, weights: Weights | None) -> Search:
    """All step sizes of a grid over the whole slider, from the start of the experiment, as one batch."""
    knob = knobs_of(METHODS[experiment.entries[i].method])[TUNED]
    low, high = float(knob.low or 0), float(knob.high or 0)  # of a step size, both are declared
    sizes = np.array([float(f"{size:.3g}") for size in np.geomspace(low, high, VALUES)])
    method = replace(experiment.method(i), **{TUNED: sizes})
    trace = run(method, experiment.problem(), experiment.start, experiment.steps, experiment.seed, record="path")
    last = affordable(trace, weights, np.array([experiment.steps]))
    return Search(sizes, reached(trace, last)[0])


def tuned(experiment: Experiment, weights: Weights | None) -> Experiment:
    """The experiment with the step size of every run that has one set to the best of its search."""
    entries = []
    for i, entry in enumerate(experiment.entries):
        best = search(experiment, i, weights).best if can_be_tuned(entry) else None
        entries.append(entry if best is None else replace(entry, knobs={**entry.knobs, TUNED: best}))
    return replace(experiment, entries=tuple(entries))
