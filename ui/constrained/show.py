"""What the views have in common: a figure on the page, the solution they are about, the constraint one looks at."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import streamlit as st

from experiments import ConstrainedExperiment, Entry
from experiments.solutions import solutions
from optim_core import Trace
from surfaces import Constrained
from surfaces.lagrange import multiplier_symbols
from surfaces.problem import KKT
from ui import compute
from ui.language import _, language

PLOT = {"displaylogo": False, "displayModeBar": False}
LETTERS = {"lambda": "λ", "mu": "μ"}
LOW = str.maketrans("123456789", "₁₂₃₄₅₆₇₈₉")


def dark() -> bool:
    return bool(st.context.theme.type == "dark")


def plot(figure: object, name: str) -> None:
    st.plotly_chart(figure, config=PLOT, key=f"constrained.{name}.{language()}")


def symbols_of(problem: Constrained) -> list[str]:
    """λ and μ as plain letters, numbered where there are several."""
    names = [symbol.name.partition("_") for symbol in multiplier_symbols(problem)]
    return [LETTERS[letter] + number.translate(LOW) for letter, _bar, number in names]


def solution(problem: Constrained) -> KKT | None:
    """The lowest known minimum that has multipliers."""
    known = [p for p in solutions(problem) if p.kind in ("global", "local") and p.multipliers]
    return known[0] if known else None


def no_solution() -> None:
    st.warning(_("No minimum with multipliers is known here, so there is nothing to draw: see the equations."))


def chosen_constraint(problem: Constrained, lam: np.ndarray, view: str) -> int:
    """Which constraint a view is about: one that holds, unless the reader picks another."""
    names = symbols_of(problem)
    if len(names) == 1:
        return 0
    picked = st.segmented_control(
        _("Constraint"), range(len(names)), default=int(np.argmax(np.abs(lam))), format_func=names.__getitem__,
        key=f"constrained.{view}.which.{problem.key}.{language()}", required=True,
    )  # fmt: skip
    return int(picked)


def trial(experiment: ConstrainedExperiment, method: str, steps: int, **knobs: float) -> Trace:
    """The run of one method from the start of the experiment, whoever is on the stage."""
    return compute.traces(replace(experiment, entries=(Entry(method, knobs),), steps=steps))[0]
