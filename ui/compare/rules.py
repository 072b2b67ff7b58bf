"""The rules of a comparison: the widgets that set them, and the words that state them."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from experiments import END, limits
from experiments.budget import BUDGETS, Weights
from experiments.comparison import Comparison, Placed
from experiments.comparison_link import LETTERS
from experiments.tuning import VALUES
from ui.compare.presets import PRESETS
from ui.compare.sides import PAGE, Sides
from ui.controls import NARROW, spoken
from ui.language import N_, _, language
from ui.numbers import short

NAMES = {
    "steps": N_("steps"),
    "gradient": N_("gradient evaluations"),
    "value": N_("function evaluations"),
    "cost": N_("units of cost"),
}
CROWDS = (0, 20, 50, 100, 200)


def widgets(sides: Sides, comparison: Comparison) -> None:
    """One row: what is counted, how much of it, from how many starts, and whether the panels move together."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        key = seeded("budget", comparison.budget)
        st.selectbox(
            _("The same number of"),
            BUDGETS,
            format_func=lambda name: _(NAMES[name]),
            key=key,
            width=230,
            on_change=lambda: sides.change(lambda c: replace(c, budget=st.session_state[key])),
        )
        amount(sides, comparison)
        if comparison.budget == "cost":
            for field, label in zip(Weights._fields, (_("value"), _("gradient"), _("Hessian")), strict=True):
                price(sides, comparison, field, label)
        crowd(sides, comparison)
        linked = seeded("linked", comparison.linked)
        st.toggle(
            _("Move together"),
            key=linked,
            help=_("Starts, and what part of the map is in view, of panels with the same surface"),
            on_change=lambda: sides.change(lambda c: replace(c, linked=st.session_state[linked])),
        )
        st.button(
            _("Add a panel"),
            icon=":material/add:",
            disabled=len(comparison.panels) == len(LETTERS),
            on_click=lambda: sides.change(lambda c: replace(c, panels=(*c.panels, c.panels[-1]))),
        )
        tries = f"{PAGE}.try.{language()}"
        st.menu_button(
            _("What to try"),
            list(PRESETS),
            format_func=lambda name: _(PRESETS[name].title),
            key=tries,
            icon=":material/lightbulb:",
            on_click=lambda: sides.change(lambda _c: PRESETS[st.session_state[tries]].comparison),
        )


def messages(found: Placed) -> None:
    """Each part of a link that could not be used, with the letter of its panel."""
    for letter, message in found:
        words = spoken(message)
        st.warning(f"**{letter.upper()}** · {words}" if letter else words, icon=":material/link_off:")


def amount(sides: Sides, comparison: Comparison) -> None:
    """How much every run may spend."""
    key = seeded("amount", comparison.amount)

    def change() -> None:
        more = st.session_state[key]
        sides.change(lambda c: replace(c, amount=more, at=more if c.at == c.amount else c.at))

    st.number_input(_("How many"), 1, limits.STEPS, key=key, width=NARROW, on_change=change)


def price(sides: Sides, comparison: Comparison, field: str, label: str) -> None:
    """What one answer costs."""
    key = seeded(f"cost.{field}", getattr(comparison.cost, field))
    change = lambda c: replace(c, cost=c.cost._replace(**{field: st.session_state[key]}))  # noqa: E731
    st.number_input(label, 0, 100, key=key, width=110, on_change=lambda: sides.change(change))


def crowd(sides: Sides, comparison: Comparison) -> None:
    """From how many starts the bands are made."""
    options = sorted({*CROWDS, comparison.starts})
    key = seeded("starts", comparison.starts)
    st.selectbox(
        _("Starts"),
        options,
        format_func=lambda count: str(count) if count else _("one"),
        key=key,
        width=110,
        on_change=lambda: sides.change(lambda c: replace(c, starts=st.session_state[key])),
    )


def seeded(name: str, value: object) -> str:
    """The key of a widget that shows this value; a widget is a new one in each language."""
    key = f"{PAGE}.{name}.{language()}"
    st.session_state[key] = value
    return key


def hint(comparison: Comparison) -> None:
    """What to look for in a preset, as long as nobody changes it."""
    for preset in PRESETS.values():
        if replace(preset.comparison, at=END) == replace(comparison, at=END):
            st.caption(f"**{_(preset.look_for)}**")


def protocol(comparison: Comparison) -> str:
    """What makes this comparison fair, and what does not: read off its settings."""
    said = [budget_words(comparison), start_words(comparison), knob_words(comparison)]
    if comparison.starts:
        said.append(
            _(
                "The bands show {count} starts in each panel, drawn evenly from its map (seed {seed}) and the same for "
                "all its runs: the line is the median, the band holds the middle half."
            ).format(count=comparison.starts, seed=comparison.seed)
        )
    return " ".join(said)


def budget_words(comparison: Comparison) -> str:
    texts = {
        "steps": _("Every run takes {amount} steps; what a step costs is not counted."),
        "gradient": _("Every run may ask for {amount} gradients; values and Hessians are free."),
        "value": _("Every run may ask for {amount} function values; gradients and Hessians are free."),
        "cost": _(
            "Every run may spend {amount} units, where a function value costs {value}, a gradient {gradient} and a "
            "Hessian {hessian}: a model of cost, not a measured time."
        ),
    }
    said = texts[comparison.budget].format(amount=comparison.amount, **comparison.cost._asdict())
    more = _("A step counts as one unit at least. The clock counts what has been spent.")
    return said if comparison.budget == "steps" else f"{said} {more}"


def start_words(comparison: Comparison) -> str:
    starts = {panel.start for panel in comparison.panels}
    if len(starts) > 1:
        return _("The panels have different starts: the ring on each map.")
    ((x, y),) = starts
    return _("All runs start at ({x}, {y}).").format(x=short(x), y=short(y))


def knob_words(comparison: Comparison) -> str:
    """Which knobs were chosen by whom."""
    searched = ", ".join(comparison.tuned.upper())
    turned = [
        letter.upper()
        for letter, panel in zip(comparison.letters, comparison.panels, strict=True)
        if any(entry.knobs for entry in panel.entries)
    ]
    said = _("All knobs stand at their defaults.")
    if turned:
        said = _("In {panels} some knobs were set by hand; all others stand at their defaults.").format(
            panels=", ".join(turned)
        )
    if not searched:
        return said
    search = _(
        "In {panels} the step size of every run that has one was searched: the best of {count} values, evenly spaced "
        "on a logarithmic scale over the whole slider, where best means the lowest value at the end of this very run."
    ).format(panels=searched, count=VALUES)
    return f"{said} {search}"
