"""Newton: go where the local bowl is lowest; if there is no bowl, something has to give."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from experiments import Experiment
from optim_core import Trace
from ui.laboratories.laboratory import Laboratory, Sight
from ui.laboratories.measures import distances, final, shrinkage
from ui.language import N_
from ui.presets import Preset


def one_step(experiment: Experiment, traces: Sequence[Trace]) -> Mapping[str, float]:
    newton, plain = (distances(experiment, trace) for trace in traces)
    kappa = experiment.surface_knobs["kappa"]
    return {"kappa": kappa, "start": newton[0], "newton": newton[1], "steps": experiment.steps, "plain": plain[-1]}


def any_flat_point(experiment: Experiment, traces: Sequence[Trace]) -> Mapping[str, float]:
    newton, modified, region = traces
    x, y = newton.x[int(newton.last)]
    ends = {"newton": final(newton), "modified": final(modified), "region": final(region)}
    return {"x": round(x, 6) + 0.0, "y": round(y, 6) + 0.0, "after": int(newton.last)} | ends


def too_far(experiment: Experiment, traces: Sequence[Trace]) -> Mapping[str, float]:
    newton, damped, region = traces
    farther = 1 / shrinkage(experiment, newton)
    return {"farther": farther, "damped": int(damped.last), "region": int(region.last)}


laboratory = Laboratory(
    "newton",
    N_("Newton's method"),
    (
        Sight(
            N_("A bowl is one step"),
            N_(
                "For a bowl Newton's local model is the truth: with κ = {kappa} the first step leads from a distance "
                "of {start} to {newton}, while gradient descent at its best step size is {plain} away after {steps} "
                "steps."
            ),
            "surface=quadratic(kappa=300)&run=newton&run=gradient_descent(lr=0.00664)&steps=100",
            one_step,
        ),
        Sight(
            N_("Flat is enough"),
            N_(
                "Newton's method looks for flat ground: from here it stops after {after} steps on a saddle at "
                "({x}, {y}), where f = {newton}. A modified Hessian, made positive, ends at f = {modified}, and a "
                "trust region at f = {region}."
            ),
            "surface=beale&start=1,1&run=newton&run=modified_newton&run=trust_region_exact&steps=60",
            any_flat_point,
            "curvature",
        ),
        Sight(
            N_("Too far for the model"),
            N_(
                "Here the local model says little about the rest: Newton's method ends {farther} times farther away "
                "than it began. Damped by a line search it arrives after {damped} steps, kept inside a trust "
                "region after {region}."
            ),
            "surface=sigmoid_plateau&run=newton&run=damped_newton&run=trust_region_dogleg&steps=60",
            too_far,
        ),
    ),
    (
        Preset(
            N_("Up to the maximum"),
            N_("Where the surface is a dome, Newton's method climbs to its top."),
            "surface=himmelblau&start=0.5,0.5&run=newton&run=damped_newton&run=cubic_regularization&steps=60",
        ),
        Preset(
            N_("Four ways to solve for a step in a ball"),
            N_("Cauchy point, dogleg, Steihaug and the exact step: same ball, different steps."),
            "surface=rosenbrock&run=trust_region_cauchy&run=trust_region_dogleg&run=trust_region_steihaug"
            "&run=trust_region_exact&steps=100",
        ),
        Preset(
            N_("The faint way out of a saddle"),
            N_(
                "Newton's method stops on the saddle at (0, 0); where the negative curvature is mended, the way out "
                "is found."
            ),
            "surface=slow_saddle&run=newton&run=modified_newton&run=trust_region_dogleg&steps=40",
        ),
    ),
)
