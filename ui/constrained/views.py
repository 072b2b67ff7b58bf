"""The six views of a constrained problem; each says in a caption what to look for."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
import streamlit as st
from sympy import latex

from optim_core import CONSTRAINED_METHODS, run
from optim_core.constrained.verdict import lacks, verdict
from surfaces import Constrained
from surfaces.lagrange import Answer, critical_points, equations, multiplier_symbols
from ui.cards import card
from ui.constrained import price, words
from ui.constrained.case import Case, takes_rate
from ui.constrained.search import found_from_a_grid
from ui.figures.constrained_map import constrained_map
from ui.figures.constrained_paths import penalty_figure, stations_figure
from ui.figures.constrained_saddle import saddle_figure
from ui.figures.constrained_series import (
    condition_figure,
    conditions_figure,
    multipliers_figure,
    price_figure,
    residuals_figure,
)
from ui.language import _, language
from ui.numbers import short

PLOT = {"displaylogo": False, "displayModeBar": False}
THREE = ("lagrangian_descent", "descent_ascent", "newton_kkt")
exact = lru_cache(maxsize=64)(critical_points)


def dark() -> bool:
    return bool(st.context.theme.type == "dark")


def plot(figure: object, name: str) -> None:
    st.plotly_chart(figure, config=PLOT, key=f"constrained.{name}.{language()}")


def symbols_of(problem: Constrained) -> list[str]:
    """λ and μ as plain letters, numbered where there are several."""
    letters = {"lambda": "λ", "mu": "μ"}
    names = [s.name.partition("_") for s in multiplier_symbols(problem)]
    return [letters[letter] + number.translate(str.maketrans("123456789", "₁₂₃₄₅₆₇₈₉")) for letter, _u, number in names]


def cannot_run(case: Case) -> bool:
    """Say so if the method in force cannot run on this problem."""
    if needed := case.lacks():
        name = _(CONSTRAINED_METHODS[case.method].about.name)
        st.warning(_("{method} needs {what}.").format(method=name, what=_(words.NEEDS[needed])))
    return bool(needed)


def picture(case: Case, problem: Constrained) -> None:
    """The map with the step slider, the multipliers and the conditions beside it."""
    if cannot_run(case):
        return
    trace = case.run()
    told = verdict(trace)
    kind = "success" if told.word == "minimum" else "info" if told.word in words.ICONS else "warning"
    getattr(st, kind)(f"{_(words.SAYS[told.word])}  \n{words.numbers(told)}", icon=words.ICONS.get(told.word))
    left, right = st.columns([3, 2])
    with left:
        st.caption(
            _(
                "The slope of f and the pull of the constraints, Σ λ∇c, are drawn to one scale. At a solution they are "
                "equally long and opposite: the constraints hold what is left of the slope."
            )
        )
        plot(constrained_map(problem, trace, dark(), _), "map")
    with right:
        plot(multipliers_figure(problem, trace, symbols_of(problem), dark(), _), "multipliers")
        plot(conditions_figure(trace, _), "conditions")


def solution(problem: Constrained, case: Case) -> tuple[np.ndarray, np.ndarray] | None:
    """A minimum with multipliers: the best one known, else what SQP finds from the start."""
    known = [p for p in problem.points if p.kind in ("global", "local") and p.multipliers]
    if known:
        return np.array(known[0][:2]), np.array(known[0].multipliers)
    told = verdict(run(CONSTRAINED_METHODS["sqp"](), problem, case.begin(), 200))
    return (told.x, told.multipliers) if told.word in ("minimum", "undecided") else None


def chosen_constraint(problem: Constrained, lam: np.ndarray, name: str) -> int:
    """Which constraint a view is about: one that holds, unless the reader picks another."""
    names = symbols_of(problem)
    if len(names) == 1:
        return 0
    first = int(np.argmax(np.abs(lam)))
    picked = st.segmented_control(
        _("Constraint"), range(len(names)), default=first, format_func=names.__getitem__,
        key=f"constrained.{name}.which.{problem.key}", required=True,
    )  # fmt: skip
    return int(picked)


def no_solution() -> None:
    st.warning(_("No minimum with multipliers is known here, so there is nothing to draw: see the equations."))


def saddle(case: Case, problem: Constrained) -> None:
    """L over a line through the solution and λ."""
    found = solution(problem, case)
    if found is None or cannot_run(case):
        return no_solution() if found is None else None
    at, lam = found
    i = chosen_constraint(problem, lam, "saddle")
    if np.hypot(*problem.jacobian(at)[i]) == 0:
        return no_solution()
    ways = {"across": _("across the constraint"), "along": _("along the constraint")}
    way = st.segmented_control(
        _("Move x"), list(ways), default="across", format_func=ways.__getitem__, key="constrained.way", required=True
    )
    st.caption(
        _(
            "Across the constraint L rises or falls with λ as fast as the constraint is violated, so the solution is a "
            "saddle: no descent in x and λ together can stop there."
        )
        if way != "along"
        else _(
            "Along the constraint c is zero to first order, so λ hardly matters: what is left is f on the constraint."
        )
    )
    plot(saddle_figure(problem, at, lam, i, way != "along", case.run(), dark(), _), "saddle")
    return None


def meaning(case: Case, problem: Constrained) -> None:
    """The level of a constraint moves, and the lowest value moves with slope -λ."""
    found = solution(problem, case)
    if found is None:
        return no_solution()
    at, lam = found
    i = chosen_constraint(problem, lam, "price")
    reach = price.reach_of(problem, i, at)
    level = st.slider(
        _("Level b: the constraint becomes c(x) = b or c(x) ≤ b"), -reach, reach, 0.0, reach / 20,
        key=f"constrained.level.{problem.key}.{i}", format="%.3g",
    )  # fmt: skip
    levels, values = price.curve(problem, i, at, reach)
    here, measured = price.slope(problem, i, level, at, reach * 1e-3)
    if not np.isfinite(here.f):
        st.warning(_("At this level no minimum was found near the old one."))
        return None
    columns = st.columns(3)
    columns[0].metric(_("lowest value f*(b)"), short(here.f, 6))
    columns[1].metric(_("measured slope ∂f*/∂b"), short(measured, 5))
    columns[2].metric("−λ", short(-here.multiplier, 5))
    plot(price_figure(levels, values, level, here.f, -here.multiplier, dark(), _), "price")
    st.caption(
        _("The multiplier is a price: give the constraint one more unit of room, and the lowest value changes by −λ.")
    )
    return None


def penalty(case: Case, problem: Constrained) -> None:
    """Penalty against augmented Lagrangian, and the way of the barrier."""
    keys = ("quadratic_penalty", "augmented_lagrangian")
    traces = {_(CONSTRAINED_METHODS[k].about.name): case.run(k, 150) for k in keys}
    left, right = st.columns(2)
    with left:
        st.caption(_("The dearer a violation, the narrower the valley: level lines of f + μ/2 ‖violation‖²."))
        plot(penalty_figure(problem, dark(), _), "valley")
    with right:
        st.caption(_("The penalty's condition number grows with μ; the augmented Lagrangian can stop raising μ."))
        plot(condition_figure(traces, _), "condition")
    kind: Any = CONSTRAINED_METHODS[keys[0]]
    slowly = kind(mu=0.1, growth=4)
    paths = {_("minima of the penalty"): run(slowly, problem, case.begin(), 150)}
    if problem.inside:
        barrier = CONSTRAINED_METHODS["log_barrier"]
        paths[_("central path of the barrier")] = run(barrier(), problem, problem.inside, 150)
    st.caption(
        _("One point per μ: the penalty comes from outside, the barrier from inside.")
        if problem.inside
        else _("One point per μ. A barrier needs inequalities and a point strictly inside; there is none here.")
    )
    plot(stations_figure(problem, paths, dark(), _), "stations")


def methods(case: Case, problem: Constrained) -> None:
    """All methods from one start: who arrives, and what it costs."""
    rows, traces = [], {}
    counted = ("x, y", _("steps"), _("values"), _("gradients"), _("Hessians"))
    for key, kind in CONSTRAINED_METHODS.items():
        if needed := lacks(kind, problem):
            what = _("needs {what}").format(what=_(words.NEEDS[needed]))
            rows.append({"": _(kind.about.name), _("outcome"): what} | dict.fromkeys(counted, "–"))
            continue
        trace = case.run(key, 800 if takes_rate(key) else 100)
        told = verdict(trace)
        traces[key] = trace
        rows.append(
            {
                "": _(kind.about.name),
                _("outcome"): _(words.SAYS[told.word]),
                "x, y": f"{words.rounded(told.x[0])}, {words.rounded(told.x[1])}",
                **dict(
                    zip(counted[1:], map(str, (trace.last, *(n[-1] for n in trace.evaluations.values()))), strict=True)
                ),
            }
        )
    st.caption(
        _(
            "Descent on L in all its variables runs away from the saddle; down in x and up in λ, or Newton's method "
            "on the equations, find it."
        )
    )
    three = {_(CONSTRAINED_METHODS[key].about.name): traces[key] for key in THREE}
    plot(residuals_figure(three, _), "three")
    st.dataframe(rows, hide_index=True)


def system(case: Case, problem: Constrained) -> None:
    """The n + k equations, and all their solutions where they are polynomial."""
    left_sides, unknowns = equations(problem)
    lines = r"\\ ".join(f"{latex(side)} &= 0" for side in left_sides)
    st.markdown(
        _("{n} unknowns, {n} equations: {names}. For an inequality its line holds only where it is active.").format(
            n=len(unknowns), names=", ".join(f"${latex(u)}$" for u in unknowns)
        )
    )
    st.latex(r"\begin{aligned}" + lines + r"\end{aligned}")
    answer: Answer = exact(problem)
    if answer.note:
        st.info(_(words.NOTES[answer.note]))
    if answer.points:
        st.markdown(_("All real solutions that the constraints allow, with μ ≥ 0 for inequalities:"))
        st.dataframe([_solved(problem, point) for point in answer.points], hide_index=True)
    elif not answer.note:
        st.warning(
            _("There is no real solution: the allowed set is empty, or f has no lowest point on it, or no multipliers.")
        )
    if answer.note and not answer.points and (near := problem.points or found_from_a_grid(problem)):
        st.dataframe([_solved(problem, point) for point in near], hide_index=True)


def _solved(problem: Constrained, point: object) -> dict[str, str]:
    """A row of the table: exact where that is short."""
    names = symbols_of(problem)
    lam = point.multipliers or ["–"] * len(names)  # type: ignore[attr-defined]
    cells = {"x": point.x, "y": point.y, "f": point.f, **dict(zip(names, lam, strict=True))}  # type: ignore[attr-defined]
    return {_("kind"): _(words.KINDS[point.kind]), **{name: _cell(v) for name, v in cells.items()}}  # type: ignore[attr-defined]


def _cell(value: object) -> str:
    exact_text = str(value).replace("sqrt", "√").replace("**", "^").replace("*", "")
    if isinstance(value, str) or (len(exact_text) <= 24 and "Root" not in exact_text and "." not in exact_text):
        return exact_text
    return short(float(value), 8)  # type: ignore[arg-type]


def about(case: Case) -> None:
    """The method in force: its rule, its source, its code."""
    method = CONSTRAINED_METHODS[case.method]
    st.subheader(_(method.about.name), anchor=False)
    card(method)


SHOW = {
    "picture": picture, "saddle": saddle, "price": meaning, "penalty": penalty, "methods": methods, "equations": system,
}  # fmt: skip
