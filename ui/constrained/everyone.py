"""All methods from one start: who arrives, what it costs, and who runs away from the saddle."""

from __future__ import annotations

import streamlit as st

from experiments import ConstrainedExperiment
from experiments.defaults import missing
from optim_core import CONSTRAINED_METHODS, Method, knobs_of
from optim_core.constrained.verdict import verdict
from ui.constrained import words
from ui.constrained.show import plot, trial
from ui.figures.constrained_series import residuals_figure
from ui.language import _

THREE = ("lagrangian_descent", "descent_ascent", "newton_kkt")
PLAIN_STEPS, STEPS = 800, 100  # plain gradient steps need more of them


def view(experiment: ConstrainedExperiment) -> None:
    """A row for each method, and the residuals of three that show what a saddle does."""
    rows, traces = [], {}
    counted = ("x, y", _("steps"), _("values"), _("gradients"), _("Hessians"))
    for key, kind in CONSTRAINED_METHODS.items():
        if needed := missing(key, experiment.problem()):
            what = _("needs {what}").format(what=_(words.NEEDS[needed[0]]))
            rows.append({"": _(kind.about.name), _("outcome"): what} | dict.fromkeys(counted, "–"))
            continue
        trace = traces[key] = trial(experiment, key, PLAIN_STEPS if is_plain(kind) else STEPS)
        told = verdict(trace)
        place = f"{words.rounded(told.x[0])}, {words.rounded(told.x[1])}"
        cells = (place, str(int(trace.last)), *(str(int(n[-1])) for n in trace.evaluations.values()))
        outcome = {_("outcome"): _(words.SAYS[told.word])}
        rows.append({"": _(kind.about.name)} | outcome | dict(zip(counted, cells, strict=True)))
    st.caption(
        _(
            "Descent on L in all its variables runs away from the saddle; down in x and up in λ, or Newton's method "
            "on the equations, find it."
        )
    )
    plot(residuals_figure({_(CONSTRAINED_METHODS[key].about.name): traces[key] for key in THREE}, _), "three")
    st.dataframe(rows, hide_index=True)


def is_plain(kind: type[Method]) -> bool:
    """Whether its step is a multiple of a gradient."""
    return any(knob.scale == "gradient" for knob in knobs_of(kind).values())
