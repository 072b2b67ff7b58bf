"""What stands in a field where something is typed: a text with a fault is not lost, and no picture is lost for it."""

from __future__ import annotations

import streamlit as st

from experiments.typed import Fault
from ui.bench import Bench


def draft(bench: Bench) -> str:
    """The text as it was typed or came in a link, until something else is on the stage."""
    experiment = bench.experiment()
    here = experiment.formula or experiment.surface
    text, over = st.session_state.get(_place(bench), ("", None))
    faults = [message for message in bench.messages() if isinstance(message, Fault)]
    if faults:
        text = faults[0].text
    elif over != here:
        text = experiment.formula
    keep(bench, text, here)
    return text


def keep(bench: Bench, text: str, here: str) -> None:
    """This text stays in the field as long as `here` is on the stage."""
    st.session_state[_place(bench)] = text, here


def _place(bench: Bench) -> str:
    return f"{bench.page}.draft"
