"""The visitor's own problem: what is minimised, one constraint per line, and what is wrong with them."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from experiments.own_problem import BREAK, OWN, fault_of, joined, parted
from experiments.typed import Fault, Window
from ui import formula
from ui.bench import Bench
from ui.controls import NARROW, widget_key
from ui.draft import draft
from ui.language import _

EXAMPLE = "x+y;x^2+y^2=2"
WIDEST = 1000.0  # half the side of the window


def wanted(bench: Bench) -> bool:
    """Whether there is a problem of the visitor's own: on the stage, or one that cannot be used yet."""
    return bench.experiment().surface == OWN or bool(draft(bench))


def fields(bench: Bench) -> None:
    """Three fields; below them the line that cannot be read, with what would be right."""
    text = draft(bench)
    objective, constraints = parted(text)
    keys = {name: widget_key(bench, f"own.{name}") for name in ("min", "st", "window")}
    half = half_of(bench.experiment().window)
    st.session_state.update(
        {keys["min"]: objective, keys["st"]: "\n".join(constraints), keys["window"]: half}
    )  # fmt: skip

    def change() -> None:
        typed(
            bench, joined(st.session_state[keys["min"]], st.session_state[keys["st"]].replace(BREAK, "\n").splitlines())
        )

    def widen() -> None:
        side = (-float(st.session_state[keys["window"]]), float(st.session_state[keys["window"]]))
        bench.change(lambda e: e.with_formula(e.formula, (side, side)) if e.formula else e)

    with st.container(horizontal=True):
        st.text_input(_("Minimise f(x, y) ="), key=keys["min"], max_chars=200, on_change=change, width=340)
        st.text_area(
            _("such that (one constraint per line, with `=`, `<=` or `>=`)"), key=keys["st"], height=90, max_chars=600,
            on_change=change, width=420,
        )  # fmt: skip
        st.number_input(
            _("Window ±"), 0.1, WIDEST, key=keys["window"], on_change=widen, width=NARROW, format="%g",
            disabled=not bench.experiment().formula,
        )  # fmt: skip
    if fault := fault_of(text):
        st.html(f"{formula.STYLE}{formula.explained(in_its_line(fault))}")


def half_of(window: Window) -> float:
    """Half the longer side."""
    return max((high - low) / 2 for low, high in window)


def in_its_line(fault: Fault) -> Fault:
    """The fault with only the line it is about."""
    before = fault.text[: fault.position].count(BREAK)
    line = fault.text.split(BREAK)[before]
    return replace(fault, text=line, position=fault.position - fault.text[: fault.position].rfind(BREAK) - 1)


def typed(bench: Bench, text: str) -> None:
    """Put a problem on the stage; one with a fault stays in the fields, and the stage keeps what it has."""
    fault = fault_of(text)
    if fault:
        bench.refuse(fault)
    else:
        bench.change(lambda e: e.with_formula(text))
