"""Conjugate gradients: never spoil what an earlier direction has achieved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from experiments import Experiment
from optim_core import Trace
from ui.laboratories.laboratory import Laboratory, Sight
from ui.laboratories.measures import distances, steps_of
from ui.language import N_
from ui.presets import Preset


def two_steps(experiment: Experiment, traces: Sequence[Trace]) -> Mapping[str, float]:
    conjugate, steepest = (distances(experiment, trace) for trace in traces)
    kappa = experiment.surface_knobs["kappa"]
    return {"kappa": kappa, "start": conjugate[0], "conjugate": conjugate[2], "steepest": steepest[2]}


def conjugacy(experiment: Experiment, traces: Sequence[Trace]) -> Mapping[str, float]:
    hessian = experiment.problem().hess(np.array(experiment.start))
    conjugate, steepest = (cosine(steps_of(trace)[0], steps_of(trace)[1], hessian) for trace in traces)
    return {"conjugate": abs(conjugate), "steepest": abs(steepest)}


def cosine(u: np.ndarray, v: np.ndarray, A: np.ndarray) -> float:
    """Of the angle between u and v, as a bowl with Hessian A measures angles."""
    return float((u @ A @ v) / np.sqrt((u @ A @ u) * (v @ A @ v)))


def restarts(experiment: Experiment, traces: Sequence[Trace]) -> Mapping[str, float]:
    names = ("never", "every", "powell", "plus")
    return {name: int(trace.last) for name, trace in zip(names, traces, strict=True)}


laboratory = Laboratory(
    "conjugate_gradient",
    N_("Conjugate gradients"),
    (
        Sight(
            N_("n unknowns, n steps"),
            N_(
                "On a bowl with two unknowns conjugate gradients arrive after two steps, however narrow it is: with "
                "κ = {kappa} they come from {start} to {conjugate}, steepest descent to {steepest}."
            ),
            "surface=quadratic(kappa=100)&start=3,2.5&run=linear_cg&run=steepest_descent&steps=30",
            two_steps,
        ),
        Sight(
            N_("Conjugate, not perpendicular"),
            N_(
                "The second direction leaves untouched what the first achieved: measured with the Hessian, the cosine "
                "between them is {conjugate}. Steepest descent turns by a right angle, and its cosine is {steepest}."
            ),
            "surface=quadratic(kappa=10)&start=3,2.5&run=linear_cg&run=steepest_descent&steps=10",
            conjugacy,
        ),
        Sight(
            N_("Restarts"),
            N_(
                "Off the bowl the directions grow stale: in the bent valley the rule of Fletcher and Reeves needs "
                "{never} steps without a restart, {every} with one every n steps and {powell} with Powell's test; "
                "PR+, which restarts by itself, {plus}."
            ),
            "surface=rosenbrock&run=nonlinear_cg(beta_rule=FR)&run=nonlinear_cg(beta_rule=FR,restart=every n steps)"
            "&run=nonlinear_cg(beta_rule=FR,restart=Powell)&run=nonlinear_cg(beta_rule=PR%2B)&steps=100",
            restarts,
            "search",
        ),
    ),
    (
        Preset(
            N_("Seven rules for β"),
            N_("They agree on a bowl with exact searches, and part ways elsewhere."),
            "surface=rosenbrock&"
            + "&".join(f"run=nonlinear_cg(beta_rule={r})" for r in ("FR", "PR", "HS", "DY", "CD", "LS", "HZ"))
            + "&steps=100",
        ),
        Preset(
            N_("Twins on a bowl"),
            N_("With exact searches, nonlinear conjugate gradients and BFGS take the same steps on a bowl."),
            "surface=quadratic(kappa=100)&start=3,2.5&run=nonlinear_cg(search=exact)&run=bfgs(search=exact)&steps=10",
        ),
    ),
)
