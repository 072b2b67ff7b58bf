"""Two ways to be led to the edge, a penalty from outside and a barrier from inside, and what the penalty pays."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from experiments import ConstrainedExperiment
from optim_core import CONSTRAINED_METHODS
from ui.constrained.show import dark, plot, trial
from ui.figures.constrained_paths import penalty_figure, stations_figure
from ui.figures.constrained_series import condition_figure
from ui.language import _

STEPS = 150


def view(experiment: ConstrainedExperiment) -> None:
    """Penalty against augmented Lagrangian, and the way of the barrier."""
    problem = experiment.problem()
    keys = ("quadratic_penalty", "augmented_lagrangian")
    traces = {_(CONSTRAINED_METHODS[key].about.name): trial(experiment, key, STEPS) for key in keys}
    left, right = st.columns(2)
    with left:
        st.caption(_("The dearer a violation, the narrower the valley: level lines of f + μ/2 ‖violation‖²."))
        plot(penalty_figure(problem, dark(), _), "valley")
    with right:
        st.caption(_("The penalty's condition number grows with μ; the augmented Lagrangian can stop raising μ."))
        plot(condition_figure(traces, _), "condition")
    paths = {_("minima of the penalty"): trial(experiment, keys[0], STEPS, mu=0.1, growth=4.0)}
    if problem.inside:
        within = replace(experiment, start=problem.inside)
        paths[_("central path of the barrier")] = trial(within, "log_barrier", STEPS)
    st.caption(
        _("One point per μ: the penalty comes from outside, the barrier from inside.")
        if problem.inside
        else _("One point per μ. A barrier needs inequalities and a point strictly inside; there is none here.")
    )
    plot(stations_figure(problem, paths, dark(), _), "stations")
