"""Quasi-Newton: learn the curvature from how the gradient turned on the way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from experiments import Experiment
from optim_core import Trace
from ui.laboratories.laboratory import Laboratory, Sight
from ui.language import N_
from ui.presets import Preset


def secant(experiment: Experiment, traces: Sequence[Trace]) -> Mapping[str, float]:
    """The worst relative error of H y = s after an update, and how far H is from the inverse at both ends.

    A last step that is lost in rounding leaves H as it is, and is no update.
    """
    trace = traces[0]
    H = trace.state["H"]
    updates = np.flatnonzero((H[1:] != H[:-1]).any((1, 2)) & (trace.info["restart"] == 0))
    s, y = trace.info["s"][updates], trace.info["y"][updates]
    errors = np.linalg.norm((H[updates + 1] @ y[..., None])[..., 0] - s, axis=1) / np.linalg.norm(s, axis=1)
    ends = (0, updates[-1] + 1)
    before, after = (float(np.linalg.norm(H[k] @ experiment.problem().hess(trace.x[k]) - np.eye(2))) for k in ends)
    return {"worst": float(errors.max()), "steps": len(updates), "before": before, "after": after}


def siblings(experiment: Experiment, traces: Sequence[Trace]) -> Mapping[str, float]:
    return {"bfgs": int(traces[0].last), "dfp": int(traces[1].last)}


def memories(experiment: Experiment, traces: Sequence[Trace]) -> Mapping[str, float]:
    names = ("one", "two", "ten", "all")
    return {name: int(trace.last) for name, trace in zip(names, traces, strict=True)}


laboratory = Laboratory(
    "quasi_newton",
    N_("Quasi-Newton methods"),
    (
        Sight(
            N_("The secant condition"),
            N_(
                "Each update makes H map the last change of the gradient onto the last step; over {steps} steps of "
                "BFGS the largest relative error of this is {worst}. As an inverse of the true Hessian, H is {before} "
                "off at the start and {after} off at the end."
            ),
            "surface=rosenbrock&run=bfgs&run=newton&steps=60",
            secant,
            "curvature",
        ),
        Sight(
            N_("DFP beside BFGS"),
            N_(
                "Both satisfy the same condition, one for the Hessian, the other for its inverse. From this start "
                "and with the same line search BFGS needs {bfgs} steps and DFP {dfp}: DFP is slower to forget a "
                "wrong estimate."
            ),
            "surface=rosenbrock&run=bfgs&run=dfp&steps=120",
            siblings,
            "curvature",
        ),
        Sight(
            N_("How much memory"),
            N_(
                "L-BFGS keeps the last few pairs instead of a matrix: with one pair it needs {one} steps here, with "
                "two {two}, with ten {ten}; BFGS, which keeps them all, {all}."
            ),
            "surface=rosenbrock&run=lbfgs(memory=1)&run=lbfgs(memory=2)&run=lbfgs(memory=10)&run=bfgs&steps=80",
            memories,
        ),
    ),
    (
        Preset(
            N_("Exact searches make twins"),
            N_("With an exact line search DFP and BFGS take the same steps on a bowl."),
            "surface=quadratic(kappa=100)&run=bfgs(search=exact)&run=dfp(search=exact)&steps=10",
        ),
        Preset(
            N_("A matrix that may be indefinite"),
            N_("SR1 can learn negative curvature; its trust region keeps that harmless."),
            "surface=beale&start=1,1&run=sr1&run=bfgs&steps=80",
        ),
    ),
)
