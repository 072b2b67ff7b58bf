"""Adaptive: a step size for each coordinate, learned from the slopes that were met there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from experiments import Experiment
from optim_core import Trace
from ui.laboratories.laboratory import Laboratory, Sight
from ui.laboratories.measures import final, steps_of
from ui.language import N_
from ui.presets import Preset


def first_step(experiment: Experiment, traces: Sequence[Trace]) -> Mapping[str, float]:
    dx, dy = np.abs(steps_of(traces[0])[0])
    gx, gy = np.abs(experiment.problem().grad(np.array(experiment.start)))
    return {"dx": dx, "dy": dy, "gx": gx, "gy": gy, "lr": experiment.values(0)["lr"]}


def turned_bowl(experiment: Experiment, traces: Sequence[Trace]) -> Mapping[str, float]:
    turned = replace(experiment, surface_knobs={**experiment.surface_knobs, "angle": 45.0})
    ends = {f"{name}_turned": final(trace) for name, trace in zip(("adagrad", "adam"), turned.run(), strict=True)}
    return {"adagrad": final(traces[0]), "adam": final(traces[1]), "steps": experiment.steps} | ends


def long_memory(experiment: Experiment, traces: Sequence[Trace]) -> Mapping[str, float]:
    forever, fading = (np.linalg.norm(steps_of(trace), axis=1) for trace in traces)
    return {"steps": experiment.steps, "adagrad": forever[0] / forever[-1], "rmsprop": fading[-2] / fading[-1]}


laboratory = Laboratory(
    "adaptive",
    N_("Adaptive methods"),
    (
        Sight(
            N_("The slope's size is divided out"),
            N_(
                "The slope at the start is {gx} along x and {gy} along y, yet Adam's first step is {dx} along x and "
                "{dy} along y: its length is α = {lr} in every coordinate, whatever the slope."
            ),
            "surface=rosenbrock&run=adam&run=gradient_descent&steps=300",
            first_step,
        ),
        Sight(
            N_("Along the axes only"),
            N_(
                "In this bowl, which lies along the axes, Adagrad reaches {adagrad} and Adam {adam} in {steps} steps. "
                "Turn the bowl by 45° and they only reach {adagrad_turned} and {adam_turned}: a scale for each "
                "coordinate knows no slanted valley."
            ),
            "surface=quadratic(kappa=100,angle=0)&run=adagrad&run=adam&steps=200",
            turned_bowl,
        ),
        Sight(
            N_("A memory that never fades"),
            N_(
                "On a plane the slope is the same everywhere. After {steps} steps Adagrad, which adds up every slope "
                "it has met, takes steps {adagrad} times shorter than its first; RMSProp forgets, and its last two "
                "steps differ by a factor of {rmsprop} only."
            ),
            "surface=plane&run=adagrad&run=rmsprop(lr=0.1)&steps=100",
            long_memory,
        ),
    ),
    (
        Preset(
            N_("A matrix turns with the bowl"),
            N_("SOAP runs Adam in axes that it learns, and is far ahead of Adam in the slanted bowl."),
            "surface=quadratic(kappa=100,angle=45)&run=adam&run=soap&steps=200",
        ),
        Preset(
            N_("Adam orbits"),
            N_("With a short memory of the scale, Adam's steps stay long close to the minimum."),
            "surface=quadratic(kappa=30)&run=adam(lr=0.5,beta2=0.9)&run=adam(lr=0.05)&steps=200",
        ),
        Preset(
            N_("No step size to choose"),
            N_("Prodigy and D-Adaptation estimate how far away the minimum is, and grow into the right step."),
            "surface=quadratic&run=prodigy&run=dadapt_adam&run=adam&steps=300",
        ),
    ),
)
