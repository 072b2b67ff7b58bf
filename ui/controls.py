"""The widgets beside the stage; each shows the experiment as it is and changes one part of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

import streamlit as st

from experiments import END, Entry, Experiment, Message, limits, missing
from experiments.typed import EXAMPLE, FORMULA, Fault
from surfaces import SURFACES
from ui.bench import Bench
from ui.language import N_, _, language
from ui.presets import PRESETS

KINDS_OF_SURFACES = {
    "quadratics": N_("quadratic"),
    "classical": N_("classical test function"),
    "saddles": N_("saddle"),
    "pathological": N_("strange"),
}

NARROW = 145  # pixels for a number: two of them stand side by side on a phone

Change = Callable[[Experiment, int], Experiment]


class Hand(Protocol):
    """What a widget needs to change an experiment: where it is, and a way in."""

    @property
    def page(self) -> str: ...

    def change(self, how: Callable[[Experiment], Experiment]) -> None: ...


def header(bench: Bench) -> None:
    """One row: where, with what, for how long, from which seed, and what to try; below it, what to look for."""
    experiment = bench.experiment()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        surface_picker(bench, experiment, own=True)
        method_picker(bench, experiment)
        lengths(bench, experiment)
        preset_picker(bench)
    hint(experiment)


def surface_picker(bench: Hand, experiment: Experiment, own: bool = False) -> None:
    """All surfaces with their kind, so that typing either finds them; first, where there is a field, one's `own`."""
    labels = {FORMULA: f"{_('Your formula')} · f(x, y)"} if own or experiment.formula else {}
    labels |= {
        key: f"{_(each.name)} · {_(KINDS_OF_SURFACES.get(each.family, each.family))}" for key, each in SURFACES.items()
    }
    key = widget_key(bench, "surface")
    st.session_state[key] = experiment.surface
    st.selectbox(
        _("Surface"),
        list(labels),
        format_func=labels.__getitem__,
        key=key,
        on_change=lambda: bench.change(lambda e: on(e, st.session_state[key])),
    )


def on(experiment: Experiment, key: str) -> Experiment:
    """The same methods on another surface; on a formula to begin with, if it is to be typed."""
    return experiment.with_formula(EXAMPLE) if key == FORMULA else experiment.with_surface(key)


def method_picker(bench: Hand, experiment: Experiment) -> None:
    """All methods that can be run here; choosing one puts it on the stage. The same one may be there twice."""
    known = experiment.catalogue.methods
    able = {key: method.about for key, method in known.items() if not missing(key, experiment.problem())}
    labels = {key: f"{_(about.name)} · {_(about.family)}" for key, about in able.items()}
    key = widget_key(bench, "add")

    def add() -> None:
        if chosen := st.session_state[key]:
            bench.change(lambda e: replace(e, entries=(*e.entries, Entry(chosen))[: limits.RUNS]))
        st.session_state[key] = None

    full = len(experiment.entries) >= limits.RUNS
    st.selectbox(
        _("Add a method"),
        list(labels),
        index=None,
        format_func=labels.__getitem__,
        key=key,
        on_change=add,
        disabled=full,
        placeholder=_("Eight runs: no room") if full else _("Choose a method"),
    )


def lengths(bench: Bench, experiment: Experiment) -> None:
    """For how long, and from which seed."""
    number(bench, "steps", _("Steps"), experiment.steps, 1, limits.STEPS, lambda e, n: e.with_steps(n))
    said = _("Of random numbers. No method here draws any so far: every seed gives the same runs.")
    number(bench, "seed", _("Seed"), experiment.seed, 0, limits.SEED, lambda e, n: replace(e, seed=n), said)


def number(
    bench: Bench, name: str, label: str, value: int, low: int, high: int, change: Change, said: str | None = None
) -> None:
    """A whole number of the experiment."""
    key = widget_key(bench, name)
    st.session_state[key] = value
    st.number_input(
        label,
        low,
        high,
        key=key,
        help=said,
        width=NARROW,
        on_change=lambda: bench.change(lambda e: change(e, st.session_state[key])),
    )


def preset_picker(bench: Bench) -> None:
    """Experiments worth a look; choosing one is an edit like any other."""
    key = widget_key(bench, "try")
    st.menu_button(
        _("What to try"),
        list(PRESETS),
        format_func=lambda name: _(PRESETS[name].title),
        key=key,
        icon=":material/lightbulb:",
        on_click=lambda: bench.change(lambda _e: PRESETS[st.session_state[key]].experiment),
    )


def hint(experiment: Experiment) -> None:
    """What to look for: in a preset, as long as nobody changes it, else what the surface teaches."""
    at_the_end = replace(experiment, at=END)
    found = (preset.look_for for preset in PRESETS.values() if preset.experiment == at_the_end)
    st.caption(_(next(found, experiment.problem().teaches)))


def messages(found: list[Message]) -> None:
    """Each part of a link that could not be used, in one line; a fault in a formula is shown where it is typed."""
    for message in found:
        if isinstance(message, Fault):
            continue
        st.warning(spoken(message), icon=":material/link_off:")


def spoken(message: Message) -> str:
    """A message in the language of the session; what came from outside is shown as it is and never obeyed."""
    values = {name: f"`{text.replace('`', '´') or ' '}`" for name, text in message.values.items()}
    return _(message.template).format(**values)


def widget_key(bench: Hand, name: str) -> str:
    """A widget is a new one in each language: its labels are what the browser sends back."""
    return f"{bench.page}.{name}.{language()}"
