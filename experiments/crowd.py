"""One start is an anecdote: many starts at once, and what most of them do."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from experiments.budget import Weights, affordable, reached
from experiments.experiment import Experiment
from optim_core import run

POINTS = 101  # of a curve
QUARTERS = (0.25, 0.5, 0.75)

Array = np.ndarray


class Band(NamedTuple):
    """The height above the best known value at each amount: of a quarter, of half and of three quarters of the runs."""

    amounts: Array
    low: Array
    median: Array
    high: Array


def starts_of(experiment: Experiment, count: int) -> Array:
    """`count` points drawn evenly from the map, (2, count); the same for all runs of the experiment."""
    low, high = np.array(experiment.problem().domain).T
    return np.random.default_rng(experiment.seed).uniform(low, high, (count, 2)).T


def heights(experiment: Experiment, i: int, count: int, weights: Weights | None, amounts: Array) -> Array:
    """The value that run i has reached from each start with each amount; infinite once it has diverged."""
    starts = starts_of(experiment, count)
    trace = run(experiment.method(i), experiment.problem(), starts, experiment.steps, experiment.seed, record="path")
    return reached(trace, affordable(trace, weights, amounts))


def bands(experiment: Experiment, count: int, weights: Weights | None) -> list[Band]:
    """One band per run."""
    amounts = np.unique(np.linspace(0, experiment.steps, POINTS).astype(int))
    values = [heights(experiment, i, count, weights, amounts) for i in range(len(experiment.entries))]
    known = experiment.problem().lowest
    lowest = min([float(each.min()) for each in values] + ([] if known is None else [known]))
    quarters = (np.quantile(each - lowest, QUARTERS, axis=1, method="inverted_cdf") for each in values)
    return [Band(amounts, *each) for each in quarters]
