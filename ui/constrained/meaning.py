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
from ui.figures.constrained_series import price_figure
from ui.language import _
from ui.numbers import short


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
    columns[1].metric(_("measured slope ∂f*/∂b"), short(told.slope, 5))
    columns[2].metric("−λ", short(-told.here.multiplier, 5))
    plot(price_figure(told.levels, told.values, told.level, told.here.f, -told.here.multiplier, dark(), _), "price")
    st.caption(
        _("The multiplier is a price: give the constraint one more unit of room, and the lowest value changes by −λ.")
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
