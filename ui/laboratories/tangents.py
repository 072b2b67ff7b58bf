"""One unknown: the tangent is the model, and where it is flat or far from the curve it misleads."""

from __future__ import annotations

import streamlit as st

from experiments.checks import number
from experiments.message import Message, Notes, meant, nearest, printed, shown
from optim_core.root_finding import Tangents, newton_raphson
from surfaces import EQUATIONS
from surfaces.equation import Equation
from ui.controls import NARROW, messages
from ui.figures.tangents import Words, figure
from ui.language import N_, _, language
from ui.numbers import short

PART = "tangents"  # of the link: tangents=arctan(1.5)
FIRST, STEPS, MOST = "arctan", 12, 60
REAL = {key: each for key, each in EQUATIONS.items() if not each.is_complex}

ENDS = {
    "converged": N_("It arrives at x = {x} after {steps} tangents."),
    "diverged": N_("After {steps} tangents it is farther away than any number matters: it diverges."),
    "undefined": N_("After {steps} tangents it stands at x = {x}, where there is no tangent that meets the axis."),
    "running": N_("After {steps} tangents it has not arrived; it stands at x = {x}."),
}


def show() -> None:
    """An equation, a start, and the tangents from there; all of it is in the link."""
    key, start, notes = asked(st.query_params.get(PART, FIRST))
    equation = REAL[key]
    st.subheader(_("One unknown, and its tangents"), anchor=False)
    messages(notes)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        picker(key)
        starter(key, start)
    run = newton_raphson(equation, start, MOST)
    st.caption(f"{_(equation.teaches)} {ending(run)}")
    words = Words("f", _("tangents"), _("points"), _("roots"))
    st.plotly_chart(figure(equation, newton_raphson(equation, start, STEPS), words), key=PART)


def ending(run: Tangents) -> str:
    """Where the tangents lead, in words; the numbers are the run's."""
    return _(ENDS[str(run.status)]).format(x=short(float(run.z[int(run.last)]), 6), steps=int(run.last))


def asked(text: str) -> tuple[str, float, Notes]:
    """Equation and start that a link names: `arctan(1.5)`; what cannot be used is noted and replaced."""
    notes: Notes = []
    name, bracket, inside = text.partition("(")
    key = meant(name, REAL)
    if key is None:
        said = {"name": shown(name), "nearest": nearest(name, REAL), "used": FIRST}
        notes.append(
            Message("There is no equation {name}; the nearest name is {nearest}. {used} is shown instead.", said)
        )
        key, bracket = FIRST, ""
    equation = REAL[key]
    usual = float(equation.starts[-1].real)
    if not bracket:
        return key, usual, notes
    low, high = limits_of(equation)
    return key, number(inside.removesuffix(")"), PART, low, high, usual, notes), notes


def limits_of(equation: Equation) -> tuple[float, float]:
    """From where one may start: the window and as much again on either side."""
    left, right = equation.window
    return float(left - (right - left)), float(right + (right - left))


def picker(key: str) -> None:
    """All equations of one real unknown."""
    widget = f"{PART}.equation.{language()}"
    st.session_state[widget] = key

    def change() -> None:
        st.query_params[PART] = st.session_state[widget]

    names = {each: _(REAL[each].name) for each in REAL}
    st.selectbox(_("Equation"), list(REAL), format_func=names.__getitem__, key=widget, on_change=change, width=280)


def starter(key: str, start: float) -> None:
    """The start, as a number."""
    widget = f"{PART}.start.{language()}"
    st.session_state[widget] = start
    low, high = limits_of(REAL[key])

    def change() -> None:
        st.query_params[PART] = f"{key}({printed(float(st.session_state[widget]))})"

    st.number_input(
        _("Start"), low, high, key=widget, step=(high - low) / 120, format="%.6g", width=NARROW, on_change=change
    )
