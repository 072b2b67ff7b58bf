"""A multiplier is a price: the level of a constraint moves, and the lowest value moves with slope -λ."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import streamlit as st

from experiments import ConstrainedExperiment
from surfaces import Constrained
from ui import compute, controls
from ui.bench import Bench
from ui.constrained.show import chosen_constraint, dark, no_solution, plot, solution
from ui.figures.constrained_series import price_figure, slopes_figure
from ui.language import N_, _
from ui.numbers import short

KINK = N_(
    "f* has a kink here: the slopes below and above this level differ, because another constraint or another minimum "
    "takes over. The price of more room is not the price of less."
)
ALONE = N_("There is no minimum at the levels next to this one, so there is no slope to measure.")


def view(bench: Bench, experiment: ConstrainedExperiment) -> None:
    """The curve f*(b), and at the level in force its measured slope beside -λ."""
    problem = experiment.problem()
    found = solution(problem)
    if found is None:
        return no_solution()
    i = chosen_constraint(problem, np.array(found.multipliers), "price")
    level_slider(bench, problem, i)
    told = compute.prices(experiment.only_the_problem(), i)
    if told is None or not np.isfinite(told.here.f):
        st.warning(_("At this level no minimum was found near the old one."))
        return None
    columns = st.columns(3)
    columns[0].metric(_("lowest value f*(b)"), short(told.here.f, 6))
    sides = [told.below, told.above] if told.has_kink else [told.slope]
    slopes = " | ".join("–" if np.isnan(side) else short(side, 5) for side in sides)
    columns[1].metric(_("measured slope ∂f*/∂b"), slopes)
    columns[2].metric("−λ", short(-told.here.multiplier, 5))
    if told.has_kink:
        st.info(_(KINK))
    elif np.isnan(told.slope):
        st.info(_(ALONE))
    plot(price_figure(told, dark(), _), "price")
    st.caption(
        _("The multiplier is a price: give the constraint one more unit of room, and the lowest value changes by −λ.")
    )
    plot(slopes_figure(told, dark(), _), "slopes")
    st.caption(
        _(
            "At every level −λ beside the slope measured between neighbouring levels. Where an inequality holds "
            "nothing back, both are zero; where another constraint or another minimum takes over, the price jumps."
        )
    )
    return None


def level_slider(bench: Bench, problem: Constrained, i: int) -> None:
    """The same level as on the stage: turning either turns both."""
    name, knob = list(problem.knobs.items())[i]
    low, high = float(knob.low or 0), float(knob.high or 0)
    key = controls.widget_key(bench, f"level.{problem.key}.{name}")
    st.session_state[key] = min(max(problem.values[name], low), high)

    def change() -> None:
        value = float(st.session_state[key])
        bench.change(lambda e: replace(e, surface_knobs={**e.surface_knobs, name: value}))

    st.slider(
        _("Level b: the constraint becomes c(x) = b or c(x) ≤ b"), low, high, step=(high - low) / 200, key=key,
        format="%.3g", on_change=change,
    )  # fmt: skip
