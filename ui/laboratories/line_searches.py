"""Line searches: how far to go once the direction is chosen, and how little one needs to know for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from experiments import Experiment
from optim_core import Trace
from ui.laboratories.laboratory import Laboratory, Sight
from ui.language import N_
from ui.presets import Preset


def price(experiment: Experiment, traces: Sequence[Trace]) -> Mapping[str, float]:
    facts: dict[str, float] = {}
    for name, trace in zip(("exact", "wolfe"), traces, strict=True):
        facts |= {f"{name}_steps": int(trace.last), f"{name}_values": int(trace.evaluations["value"][-1])}
    return facts


def full_steps(experiment: Experiment, traces: Sequence[Trace]) -> Mapping[str, float]:
    lengths = traces[0].info["alpha"][: int(traces[0].last)]
    shortened = np.flatnonzero(lengths != 1)
    return {"steps": len(lengths), "shortened": len(shortened), "after": int(shortened[-1]) + 1}


def two_conditions(experiment: Experiment, traces: Sequence[Trace]) -> Mapping[str, float]:
    facts: dict[str, float] = {}
    for i, (name, trace) in enumerate(zip(("loose", "tight"), traces, strict=True)):
        values = int(trace.evaluations["value"][-1])
        facts |= {f"{name}_c2": experiment.values(i)["c2"], f"{name}_steps": int(trace.last), f"{name}_values": values}
    return facts


laboratory = Laboratory(
    "line_searches",
    N_("Line searches"),
    (
        Sight(
            N_("Exact is dear"),
            N_(
                "With an exact search BFGS needs {exact_steps} steps and {exact_values} function values; with one "
                "that stops at the Wolfe conditions it takes {wolfe_steps} steps, but only {wolfe_values} values."
            ),
            "surface=rosenbrock&run=bfgs(search=exact)&run=bfgs(search=strong_wolfe)&steps=60&at=5",
            price,
            "search",
        ),
        Sight(
            N_("In the end, full steps"),
            N_(
                "A good direction knows its own length: of {steps} steps of damped Newton {shortened} are not taken "
                "as they come, and after step {after} all are."
            ),
            "surface=rosenbrock&run=damped_newton&run=newton&steps=40&at=3",
            full_steps,
            "search",
        ),
        Sight(
            N_("How flat is flat enough"),
            N_(
                "The second condition asks for a slope of at most c₂ times the first. With c₂ = {loose_c2} conjugate "
                "gradients arrive in {loose_steps} steps with {loose_values} function values, with c₂ = {tight_c2} in "
                "{tight_steps} steps with {tight_values}."
            ),
            "surface=rosenbrock&run=nonlinear_cg(c2=0.45)&run=nonlinear_cg(c2=0.02)&steps=100&at=6",
            two_conditions,
            "search",
        ),
    ),
    (
        Preset(
            N_("Seven searches, one direction"),
            N_("All drive BFGS; compare steps with function values in the table."),
            "surface=rosenbrock&"
            + "&".join(
                f"run=bfgs(search={s})"
                for s in ("exact", "armijo", "goldstein", "wolfe", "strong_wolfe", "more_thuente", "hager_zhang")
            )
            + "&steps=80",
        ),
        Preset(
            N_("Backtracking for plain descent"),
            N_("Armijo's rule needs no L: it halves until the value falls enough."),
            "surface=himmelblau&run=armijo_descent&run=gradient_descent&run=steepest_descent&steps=100",
        ),
    ),
)
