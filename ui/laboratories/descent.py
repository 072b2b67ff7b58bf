"""Descent: how long a step may be, why a path zig-zags, and what memory does about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from experiments import Experiment
from optim_core import Trace
from ui.laboratories.laboratory import Laboratory, Sight
from ui.laboratories.measures import distances, shrinkage, steepest, turns
from ui.language import N_
from ui.presets import Preset


def step_sizes(experiment: Experiment, traces: Sequence[Trace]) -> Mapping[str, float]:
    above, below, _ = traces
    curvature = steepest(experiment)
    lengths = {"above": experiment.values(0)["lr"], "below": experiment.values(1)["lr"]}
    factors = {"farther": 1 / shrinkage(experiment, above), "nearer": shrinkage(experiment, below)}
    return {"L": curvature, "limit": 2 / curvature} | lengths | factors


def zigzag(experiment: Experiment, traces: Sequence[Trace]) -> Mapping[str, float]:
    exact = traces[0]
    early = exact.fx[:31]  # before rounding has a say
    kappa = experiment.surface_knobs["kappa"]
    return {
        "angle": float(turns(exact)[:30].mean()),
        "factor": float((early[-1] / early[0]) ** (1 / 30)),
        "bound": ((kappa - 1) / (kappa + 1)) ** 2,
        "kappa": kappa,
    }


def memory(experiment: Experiment, traces: Sequence[Trace]) -> Mapping[str, float]:
    plain, heavy = (distances(experiment, trace) for trace in traces)
    reached = int(np.argmax(heavy < plain[-1] / 2))
    away = {"plain": float(plain[-1]), "heavy": float(heavy[reached])}
    return away | {"steps": experiment.steps, "sooner": reached, "kappa": experiment.surface_knobs["kappa"]}


laboratory = Laboratory(
    "descent",
    N_("Descent"),
    (
        Sight(
            N_("The step size against 2/L"),
            N_(
                "The steepest curvature of this bowl is L = {L}, and no fixed step above 2/L = {limit} can last: with "
                "η = {above} the run ends {farther} times farther away than it began, with η = {below} it ends "
                "{nearer} times nearer."
            ),
            "surface=quadratic(kappa=30)&run=gradient_descent(lr=0.068)&run=gradient_descent(lr=0.0645)"
            "&run=gradient_descent(lr=0.033)&steps=100",
            step_sizes,
        ),
        Sight(
            N_("Zig-zag, even with the best length"),
            N_(
                "An exact search goes down as far as its line allows, so it turns by {angle}° at every step; from this "
                "start each step keeps {factor} of the height, as bad as theory allows for κ = {kappa} ({bound})."
            ),
            "surface=quadratic(kappa=30,angle=0)&start=3.6,0.12&run=steepest_descent&run=newton&steps=60&at=4",
            zigzag,
            "search",
        ),
        Sight(
            N_("Memory goes straight on"),
            N_(
                "With the best step size for κ = {kappa} gradient descent is still {plain} away after {steps} steps; "
                "the heavy ball, whose sideways pushes cancel, is {heavy} away after {sooner}."
            ),
            "surface=quadratic(kappa=100)&run=gradient_descent(lr=0.0198)&run=heavy_ball(lr=0.033,momentum=0.669)&steps=100",
            memory,
        ),
    ),
    (
        Preset(
            N_("The heavy ball overshoots"),
            N_("With a momentum of 0.95 the ball rolls through the minimum and back; with 0.5 it settles."),
            "surface=quadratic(kappa=30)&run=heavy_ball(lr=0.03,momentum=0.95)&run=heavy_ball(lr=0.03,momentum=0.5)&steps=200",
        ),
        Preset(
            N_("A step size from two gradients"),
            N_("Barzilai and Borwein guess the curvature from the last step; the value may rise on the way."),
            "surface=quadratic(kappa=100)&run=barzilai_borwein&run=steepest_descent&steps=100",
        ),
        Preset(
            N_("Acceleration with restarts"),
            N_("Nesterov's acceleration swings past the minimum; a restart forgets the swing."),
            "surface=quadratic(kappa=100)&run=accelerated_gradient(lr=0.01)&run=accelerated_gradient(lr=0.01,restart=true)&steps=300",
        ),
    ),
)
