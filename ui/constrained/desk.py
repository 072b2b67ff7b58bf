"""The widgets above the stage: which problem, which methods, how long, what to try, which view below."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from experiments import END, ConstrainedExperiment, limits
from experiments.message import Message, meant, nearest, shown
from experiments.own_problem import OWN
from surfaces import CONSTRAINED
from ui import controls
from ui.bench import Bench
from ui.constrained.own import EXAMPLE
from ui.constrained.presets import PRESETS, Case
from ui.language import N_, _

VIEWS = {
    "picture": N_("How each run ended"),
    "equations": N_("The equations"),
    "saddle": N_("The Lagrangian"),
    "price": N_("What λ means"),
    "penalty": N_("Penalty and barrier"),
    "methods": N_("All methods"),
    "starts": N_("Many starts"),
}
VIEW = "view"  # in the address


def header(bench: Bench) -> None:
    """One row above the stage; below it, what to look for."""
    experiment = bench.experiment()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        problem_picker(bench, experiment.surface)
        controls.method_picker(bench, experiment)
        controls.number(
            bench, "steps", _("Steps"), experiment.steps, 1, limits.STEPS, lambda e, n: e.with_steps(n)
        )  # fmt: skip
        preset_picker(bench)


def problem_picker(bench: Bench, chosen: str) -> None:
    """All problems, the visitor's own one first."""
    names = {OWN: _("Your own problem")} | {key: _(problem.name) for key, problem in CONSTRAINED.items()}
    key = controls.widget_key(bench, "problem")
    st.session_state[key] = chosen

    def change() -> None:
        wanted = st.session_state[key]
        bench.change(lambda e: e.with_formula(EXAMPLE) if wanted == OWN else e.with_surface(wanted))

    st.selectbox(_("Problem"), list(names), format_func=names.__getitem__, key=key, on_change=change)


def preset_picker(bench: Bench) -> None:
    """Cases worth a look."""
    key = controls.widget_key(bench, "try")

    def begin() -> None:
        case = PRESETS[st.session_state[key]]
        bench.change(lambda _e: case.experiment)
        turn_to(case.view)

    st.menu_button(
        _("What to try"), list(PRESETS), format_func=lambda name: _(PRESETS[name].title), key=key,
        icon=":material/lightbulb:", on_click=begin,
    )  # fmt: skip


def statement(experiment: ConstrainedExperiment) -> None:
    """The problem as a book would print it, and what to look for."""
    problem = experiment.problem()
    st.latex(problem.latex)
    case = case_of(experiment)
    said = [_(case.look_for if case else problem.teaches)]
    if problem.latex.startswith(r"\max"):
        said.append(_("The greatest value of a function is the least of its negative: f below is the negative."))
    st.caption("  \n".join(filter(None, said)))


def case_of(experiment: ConstrainedExperiment) -> Case | None:
    """The preset that is on the stage, whichever step of it."""
    at_the_end = replace(experiment, at=END)
    return next((case for case in PRESETS.values() if case.experiment == at_the_end), None)


def view_here() -> str:
    """The view the address names, or the first."""
    return meant(st.query_params.get(VIEW, ""), VIEWS) or next(iter(VIEWS))


def view_notes() -> list[Message]:
    """What is wrong with the view in the address."""
    given = st.query_params.get(VIEW)
    if given is None or meant(given, VIEWS):
        return []
    said = {"part": VIEW, "given": shown(given), "nearest": nearest(given, VIEWS), "used": view_here()}
    return [Message("There is no {part} {given}; the nearest name is {nearest}. {used} is shown instead.", said)]


def view_picker(bench: Bench) -> str:
    """Which view stands below the stage; it is in the address."""
    key = controls.widget_key(bench, VIEW)
    st.session_state[key] = view_here()
    st.segmented_control(
        _("View"), list(VIEWS), format_func=lambda view: _(VIEWS[view]), key=key, label_visibility="collapsed",
        required=True, on_change=lambda: turn_to(st.session_state[key]),
    )  # fmt: skip
    return view_here()


def turn_to(view: str | None) -> None:
    """Let the address name this view; the first one needs no name."""
    if view and view != next(iter(VIEWS)):
        st.query_params[VIEW] = view
    elif view and VIEW in st.query_params:
        del st.query_params[VIEW]
