"""What a method is: its rule, where it comes from, what goes wrong with it, and the very code that ran."""

from __future__ import annotations

import inspect
import sys

import streamlit as st

from experiments import Experiment
from experiments.defaults import defaults
from optim_core import METHODS, Method, knobs_of
from surfaces import Surface
from ui.language import _
from ui.numbers import short


def methods(experiment: Experiment) -> None:
    """One tab for each different method on the stage."""
    keys = list(dict.fromkeys(entry.method for entry in experiment.entries))
    if not keys:
        return
    for tab, key in zip(st.tabs([_(METHODS[key].about.name) for key in keys]), keys, strict=True):
        with tab:
            card(METHODS[key], experiment.problem())


def card(method: type[Method], surface: Surface | None = None) -> None:
    """The rule as a formula; then what to know before trusting the picture; then the file itself."""
    about = method.about
    st.latex(about.update)
    facts = {
        _("Variant"): _(about.variant),
        _("Cost"): _(about.cost),
        _("Default here"): suggestions(method, surface) if surface else "",
        _("What goes wrong"): _(about.trouble),
        _("Source"): about.source,
    }
    st.markdown("\n".join(f"- **{name}**: {text}" for name, text in facts.items() if text))
    with st.expander(_("The code that ran"), icon=":material/code:"):
        st.code(inspect.getsource(sys.modules[method.__module__]), language="python")


def suggestions(method: type[Method], surface: Surface) -> str:
    """Which knobs start elsewhere than declared, because the surface suggests it."""
    here = defaults(method.key, surface)
    return " ".join(
        _("`{name}` starts at {here}, as this surface suggests; the method itself declares {usual}.").format(
            name=name, here=short(here[name]), usual=short(knob.default)
        )
        for name, knob in knobs_of(method).items()
        if here[name] != knob.default
    )
