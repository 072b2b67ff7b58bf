"""The Lagrangian over a line through the solution and one multiplier: across the constraint it is a saddle."""

from __future__ import annotations

import numpy as np
import streamlit as st

from experiments import ConstrainedExperiment
from ui import compute, tables
from ui.constrained.show import chosen_constraint, dark, no_solution, plot, solution
from ui.figures.constrained_saddle import saddle_figure
from ui.language import N_, _, language
from ui.stage.payload import look

ACROSS = N_(
    "Across the constraint L rises or falls with λ as fast as the constraint is violated, so the solution is a "
    "saddle: no descent in x and λ together can stop there."
)
ALONG = N_("Along the constraint c is zero to first order, so λ hardly matters: what is left is f on the constraint.")


def view(experiment: ConstrainedExperiment) -> None:
    """L over the position on a line and λ, with the paths of all runs."""
    problem = experiment.problem()
    found = solution(problem)
    if found is None:
        return no_solution()
    at, lam = np.array(found[:2]), np.array(found.multipliers)
    i = chosen_constraint(problem, lam, "saddle")
    if np.hypot(*problem.jacobian(at)[i]) == 0:
        return no_solution()
    ways = {"across": _("across the constraint"), "along": _("along the constraint")}
    way = st.segmented_control(
        _("Move x"), list(ways), default="across", format_func=ways.__getitem__, key=f"constrained.way.{language()}",
        required=True,
    )  # fmt: skip
    said = ALONG if way == "along" else ACROSS
    st.caption(_(said))
    shown = [k for k, entry in enumerate(experiment.entries) if not entry.hidden]
    traces, titles = compute.traces(experiment), tables.titles(experiment)
    paths = [(titles[k], look(k)["colour"], traces[k]) for k in shown]
    plot(saddle_figure(problem, at, lam, i, way != "along", paths, dark(), _), "saddle")
    return None
