"""Lagrange's n + k equations for the problem on the stage, and all their solutions where they are polynomial."""

from __future__ import annotations

from functools import lru_cache

import streamlit as st
from sympy import latex

from experiments import ConstrainedExperiment
from experiments.solutions import solutions
from surfaces import KKT, Constrained
from surfaces.critical import Critical
from surfaces.lagrange import critical_points, equations
from ui.constrained import words
from ui.constrained.show import symbols_of
from ui.language import _
from ui.numbers import short

exact = lru_cache(maxsize=64)(critical_points)


def view(experiment: ConstrainedExperiment) -> None:
    """The equations, then the answers of the exact solver, or those that runs from a grid have found."""
    problem = experiment.problem()
    left_sides, unknowns = equations(problem)
    # not aligned, so that a long one can go on in the next line
    lines = r"\\[0.4em] ".join(f"{latex(side)} = 0" for side in left_sides)
    st.markdown(
        _("{n} unknowns, {n} equations: {names}. For an inequality its line holds only where it is active.").format(
            n=len(unknowns), names=", ".join(f"${latex(u)}$" for u in unknowns)
        )
    )
    st.latex(lines)
    answer = exact(problem)
    if answer.note:
        st.info(_(words.NOTES[answer.note]))
    if answer.points:
        st.markdown(_("All real solutions that the constraints allow, with μ ≥ 0 for inequalities:"))
        st.dataframe([row(problem, point) for point in answer.points], hide_index=True)
    elif not answer.note:
        st.warning(
            _("There is no real solution: the allowed set is empty, or f has no lowest point on it, or no multipliers.")
        )
    elif near := solutions(problem):
        st.dataframe([row(problem, point) for point in near], hide_index=True)


def row(problem: Constrained, point: Critical | KKT) -> dict[str, str]:
    """A row of the table: exact where that is short."""
    names = symbols_of(problem)
    lam = point.multipliers or ["–"] * len(names)
    cells = {"x": point.x, "y": point.y, "f": point.f, **dict(zip(names, lam, strict=True))}
    return {_("kind"): _(words.KINDS[point.kind]), **{name: cell(value) for name, value in cells.items()}}


def cell(value: object) -> str:
    """An exact number as it is if that is short, else in decimals."""
    exact_text = str(value).replace("sqrt", "√").replace("**", "^").replace("*", "")
    if isinstance(value, str) or (len(exact_text) <= 24 and "Root" not in exact_text and "." not in exact_text):
        return exact_text
    return short(float(value), 8)  # type: ignore[arg-type]
