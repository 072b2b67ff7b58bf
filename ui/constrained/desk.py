"""The widgets of the page: they change the case, and the address follows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import streamlit as st

from experiments import Message
from optim_core import CONSTRAINED_METHODS, Knob, knobs_of
from surfaces import CONSTRAINED
from surfaces.problem_text import OWN
from ui.constrained.case import STEPS, VIEWS, Case, from_query, readable, usable_methods
from ui.constrained.presets import PRESETS
from ui.language import N_, _, language

NAMES = {
    "picture": N_("The picture"),
    "saddle": N_("The Lagrangian"),
    "price": N_("What λ means"),
    "penalty": N_("Penalty and barrier"),
    "methods": N_("All methods"),
    "equations": N_("The equations"),
}
CASE, SEEN, NOTES = "constrained.case", "constrained.address", "constrained.notes"
OF_THE_FRAME = ("lang", "embed", "embed_options")


def case_here() -> Case:
    """The case as it stands: what the address says when it is new, else what the widgets have made of it."""
    address = {n: st.query_params.get_all(n) for n in st.query_params if n not in OF_THE_FRAME}
    if CASE not in st.session_state or (address and address != st.session_state.get(SEEN)):
        st.session_state[CASE], st.session_state[NOTES] = from_query(address)
        st.session_state[SEEN] = address
    return st.session_state[CASE]


def write_address(case: Case) -> None:
    """Let the address say what is on the page, if it says something else."""
    wanted = {name: [v] if isinstance(v, str) else list(v) for name, v in case.to_query().items()}
    if from_query(st.session_state.get(SEEN, {}))[0] != case:
        frame = {n: st.query_params.get_all(n) for n in st.query_params if n in OF_THE_FRAME}
        st.query_params.from_dict(frame | wanted)
        st.session_state[SEEN] = wanted


def notes() -> list[Message]:
    return st.session_state.get(NOTES, [])


def change(how: Callable[[Case, Any], Case], key: str) -> None:
    """Let a widget change the case."""
    st.session_state[CASE] = how(case_here(), st.session_state[key])
    st.session_state[NOTES] = []


def widget(
    kind: Callable[..., Any], label: str, name: str, value: Any, how: Callable[[Case, Any], Case], **more: Any
) -> Any:
    """A widget that shows `value` and changes the case."""
    key = f"constrained.{name}.{language()}"
    st.session_state[key] = value
    return kind(label, key=key, on_change=change, args=(how, key), **more)


def header(case: Case) -> None:
    """One row: which problem, which method, from where, how long."""
    columns = st.columns([5, 4, 2, 2, 2], vertical_alignment="bottom")
    with columns[0]:
        names = {key: _(CONSTRAINED[key].name) for key in CONSTRAINED} | {OWN: _("Your own problem")}
        widget(
            st.selectbox, _("Problem"), "problem", case.problem, lambda c, v: c.with_problem(v),
            options=[OWN, *CONSTRAINED], format_func=names.__getitem__,
        )  # fmt: skip
    with columns[1]:
        keys = list(CONSTRAINED_METHODS) if readable(case) else usable_methods(case.declared())
        keys = keys if case.method in keys else [*keys, case.method]
        widget(
            st.selectbox, _("Method"), "method", case.method, lambda c, v: c.with_method(v),
            options=keys, format_func=lambda key: _(CONSTRAINED_METHODS[key].about.name),
        )  # fmt: skip
    x, y = (0.0, 0.0) if readable(case) else case.begin()
    with columns[2]:
        widget(st.number_input, _("Start x"), "x", x, lambda c, v: replace(c, start=(v, c.begin()[1])), format="%g")
    with columns[3]:
        widget(st.number_input, _("Start y"), "y", y, lambda c, v: replace(c, start=(c.begin()[0], v)), format="%g")
    with columns[4]:
        widget(
            st.number_input, _("Steps"), "steps", case.steps, lambda c, v: replace(c, steps=int(v)),
            min_value=1, max_value=STEPS,
        )  # fmt: skip


def own_problem(case: Case) -> None:
    """Three fields for the visitor's own problem."""
    left, right, width = st.columns([3, 4, 1])
    with left:
        widget(
            st.text_input, _("Minimise f(x, y) ="), "f", case.objective,
            lambda c, v: replace(c, objective=v, start=None), max_chars=200,
        )  # fmt: skip
    with right:
        widget(
            st.text_area, _("such that (one constraint per line, with =, <= or >=)"), "st", "\n".join(case.constraints),
            lambda c, v: replace(c, constraints=tuple(s for s in v.splitlines() if s.strip()), start=None), height=80,
        )  # fmt: skip
    with width:
        widget(
            st.number_input, _("Window ±"), "width", case.half_width, lambda c, v: replace(c, half_width=v, start=None),
            min_value=0.1, max_value=1000.0,
        )  # fmt: skip


def knobs(case: Case) -> None:
    """The numbers of the method."""
    declared = knobs_of(CONSTRAINED_METHODS[case.method])
    if not declared:
        return
    rule = case.rule()
    with st.popover(_("Settings of the method")):
        for name, knob in declared.items():
            _one(knob, getattr(rule, name))


def _one(knob: Knob, value: Any) -> None:
    def how(case: Case, new: Any) -> Case:
        turned = dict(case.knobs) | {knob.name: new}
        return replace(case, given_method=case.method, knobs=tuple(turned.items()))

    label = f"${knob.symbol}$ · {_(knob.says)}"
    if knob.kind == "choice":
        names = dict(zip(knob.options, knob.names, strict=True))
        widget(
            st.segmented_control, label, f"knob.{knob.name}", value, how, options=list(knob.options),
            format_func=lambda option: _(names[option]), required=True,
        )  # fmt: skip
    else:
        widget(
            st.number_input, label, f"knob.{knob.name}", float(value), how, min_value=knob.low, max_value=knob.high,
            format="%g",
        )  # fmt: skip


def view_picker(case: Case) -> None:
    widget(
        st.segmented_control, _("View"), "view", case.view, lambda c, v: replace(c, view=v or c.view),
        options=list(VIEWS), format_func=lambda v: _(NAMES[v]), label_visibility="collapsed", required=True,
    )  # fmt: skip


def preset_picker() -> None:
    """Cases worth a look."""
    key = f"constrained.try.{language()}"
    st.menu_button(
        _("What to try"),
        list(PRESETS),
        format_func=lambda name: _(PRESETS[name][0]),
        key=key,
        icon=":material/lightbulb:",
        on_click=lambda: _begin(PRESETS[st.session_state[key]][1]),
    )


def _begin(case: Case) -> None:
    st.session_state[CASE], st.session_state[NOTES] = case, []
