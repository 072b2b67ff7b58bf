"""What a method or a schedule is: its rule, where it comes from, what goes wrong, and the very code that ran."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Mapping

import streamlit as st

from experiments import Experiment
from experiments.defaults import defaults
from experiments.pacing import CONSTANT, schedule_of
from optim_core import About, Method, knobs_of
from optim_core.schedules import SCHEDULES, Schedule
from surfaces import Constrained, Surface
from ui.language import _
from ui.numbers import short


def methods(experiment: Experiment) -> None:
    """One tab for each different method on the stage, then one for each schedule that a run follows."""
    known = experiment.catalogue.methods
    kinds = [known[key] for key in dict.fromkeys(entry.method for entry in experiment.entries)]
    followed = dict.fromkeys(schedule_of(entry.knobs) for entry in experiment.entries)
    plans = [SCHEDULES[key] for key in followed if key != CONSTANT]
    if not kinds:
        return
    tabs = st.tabs([_(kind.about.name) for kind in kinds] + [_(plan.card.name) for plan in plans])
    for tab, kind in zip(tabs, kinds, strict=False):
        with tab:
            card(kind, experiment.problem())
    for tab, plan in zip(tabs[len(kinds) :], plans, strict=True):
        with tab:
            card_of_schedule(plan)


def card(method: type[Method], surface: Surface | Constrained | None = None) -> None:
    """The rule as a formula; then what to know before trusting the picture; then the file itself."""
    about = method.about
    st.latex(about.update)
    facts = {
        _("Variant"): _(about.variant),
        _("Memory"): memory(about),
        _("Cost"): _(about.cost),
        _("Default here"): suggestions(method, surface) if surface else "",
        _("What goes wrong"): _(about.trouble),
        _("Source"): about.source,
    }
    facts_and_code(facts, method)


def memory(about: About) -> str:
    """How much there is to remember from step to step."""
    if about.memory is None:
        return ""
    told = _("numbers kept for each coordinate, beyond the point and its slope: {vectors}").format(vectors=about.memory)
    return told + (_("; n × n matrices: {matrices}").format(matrices=about.matrices) if about.matrices else "")


def card_of_schedule(plan: type[Schedule]) -> None:
    """The rule as a formula, what is particular about it, and the file."""
    st.latex(plan.card.rule)
    facts_and_code({_("Variant"): _(plan.card.variant), _("Source"): plan.card.source}, plan)


def facts_and_code(facts: Mapping[str, str], kind: type) -> None:
    """What is known of a method or a schedule, line by line, and the file that declares it."""
    st.markdown("\n".join(f"- **{name}**: {text}" for name, text in facts.items() if text))
    with st.expander(_("The code that ran"), icon=":material/code:"):
        st.code(inspect.getsource(sys.modules[kind.__module__]), language="python")


def suggestions(method: type[Method], surface: Surface | Constrained) -> str:
    """Which knobs start elsewhere than declared, because the surface suggests it."""
    here = defaults(method.key, surface)
    return " ".join(
        _("`{name}` starts at {here}, as this surface suggests; the method itself declares {usual}.").format(
            name=name, here=short(here[name]), usual=short(knob.default)
        )
        for name, knob in knobs_of(method).items()
        if here[name] != knob.default
    )
