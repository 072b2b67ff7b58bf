"""What can be read off a run: how far, how much closer, how bent."""

from __future__ import annotations

import numpy as np

from experiments import Experiment
from optim_core import Trace

Array = np.ndarray


def distances(experiment: Experiment, trace: Trace) -> Array:
    """From every iterate to the nearest known minimum, up to the last step."""
    path = trace.x[: int(trace.last) + 1]
    minima = np.array([point[:2] for point in experiment.problem().minima])
    return np.linalg.norm(path[:, None, :] - minima, axis=2).min(1)


def shrinkage(experiment: Experiment, trace: Trace) -> float:
    """How many times nearer to the minimum the run ends than it began."""
    far = distances(experiment, trace)
    return float(far[0] / far[-1])


def steepest(experiment: Experiment) -> float:
    """The largest curvature where the run starts: on a bowl, the largest anywhere."""
    return float(np.linalg.eigvalsh(experiment.problem().hess(np.array(experiment.start)))[-1])


def steps_of(trace: Trace) -> Array:
    """The steps that were taken, (last, 2)."""
    return np.diff(trace.x[: int(trace.last) + 1], axis=0)


def turns(trace: Trace) -> Array:
    """The angle between each step and the next, in degrees."""
    steps = steps_of(trace)
    sizes = np.linalg.norm(steps, axis=1)
    cosines = (steps[1:] * steps[:-1]).sum(1) / (sizes[1:] * sizes[:-1])
    return np.degrees(np.arccos(np.clip(cosines, -1, 1)))


def final(trace: Trace) -> float:
    """The value at the end."""
    return float(trace.fx[int(trace.last)])
