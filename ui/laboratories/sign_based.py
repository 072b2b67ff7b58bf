"""Sign-based: only ask which way is down in each coordinate, never how steep."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from experiments import Experiment
from optim_core import Trace
from ui.laboratories.laboratory import Laboratory, Sight
from ui.laboratories.measures import distances, steps_of
from ui.language import N_
from ui.presets import Preset


def same_length(experiment: Experiment, traces: Sequence[Trace]) -> Mapping[str, float]:
    trace = traces[0]
    lengths, slopes = np.linalg.norm(steps_of(trace), axis=1), trace.grad_norm[:-1]
    facts = {"shortest": lengths.min(), "longest": lengths.max(), "steep": slopes.max() / slopes.min()}
    return facts | {"near": distances(experiment, trace)[-10:].min(), "lr": experiment.values(0)["lr"]}


def box(experiment: Experiment, traces: Sequence[Trace]) -> Mapping[str, float]:
    decay = experiment.values(0)["weight_decay"]
    held, free = (float(np.abs(trace.x[-1]).max()) for trace in traces)
    return {"decay": decay, "side": 1 / decay, "end": held, "free": free, "steps": experiment.steps}


def slanted(experiment: Experiment, traces: Sequence[Trace]) -> Mapping[str, float]:
    """The largest angle between a step of signSGD and the steepest way down, in degrees."""
    steps, last = steps_of(traces[0]), int(traces[0].last)
    slopes = traces[0].info["g"][:last]
    cosines = -(steps * slopes).sum(1) / (np.linalg.norm(steps, axis=1) * np.linalg.norm(slopes, axis=1))
    return {"angle": float(np.degrees(np.arccos(cosines.min())))}


laboratory = Laboratory(
    "sign_based",
    N_("Sign-based methods"),
    (
        Sight(
            N_("Every step is the same"),
            N_(
                "The slopes on the way differ by a factor of {steep}; the steps of signSGD are between {shortest} and "
                "{longest} long. So with η = {lr} it cannot settle: in its last ten steps it comes no closer than "
                "{near}."
            ),
            "surface=quadratic(kappa=10)&start=-3.63,-0.67&run=signsgd(lr=0.1)&run=gradient_descent(lr=0.15)&steps=100",
            same_length,
        ),
        Sight(
            N_("The box of weight decay"),
            N_(
                "A step is at most η in each coordinate, and a decay of λ = {decay} pulls back by η · λ · x: so "
                "nothing that starts in the box |x| ≤ 1/λ = {side} leaves it. On an endless slope Lion is at {end} "
                "after {steps} steps; without decay it is at {free}."
            ),
            "surface=plane&start=0,0&run=lion(lr=0.1,weight_decay=0.5)&run=lion(lr=0.1)&steps=100",
            box,
        ),
        Sight(
            N_("Eight compass points"),
            N_(
                "Signs know only straight and diagonal steps. In this slanted bowl a step of signSGD points up to "
                "{angle}° away from the steepest way down, yet always less than 90°: for short steps that is enough."
            ),
            "surface=quadratic(kappa=30)&run=signsgd(lr=0.05)&run=signum(lr=0.05)&run=gradient_descent(lr=0.06)&steps=150",
            slanted,
        ),
    ),
    (
        Preset(
            N_("Momentum before or after the sign"),
            N_("Signum takes the sign of the momentum; Lion mixes in the fresh slope first."),
            "surface=himmelblau&run=signum(lr=0.02)&run=lion(lr=0.02)&run=tiger(lr=0.02)&steps=300",
        ),
        Preset(
            N_("A step that adapts to the sign"),
            N_("Rprop lengthens a coordinate's step while its sign stays, and shortens it after a change."),
            "surface=quadratic(kappa=100)&run=rprop&run=signsgd(lr=0.05)&steps=100",
        ),
    ),
)
