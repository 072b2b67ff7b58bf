"""The panels of a comparison: each a stage with its own experiment, all on one clock."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import streamlit as st

from experiments import Experiment
from experiments.budget import affordable
from experiments.comparison import Comparison
from experiments.tuning import can_be_tuned
from optim_core import Trace
from ui import compute, controls, tables
from ui.compare.rules import NAMES, seeded
from ui.compare.sides import PAGE, Side, Sides, side_key
from ui.figures.bands import Curve, figure, on_dark
from ui.language import _
from ui.stage import stage
from ui.stage.payload import look

# The player stays in sight; of the button that removes a panel only the icon is seen, its words are for the ear.
STYLE = """<style>
:has(> .st-key-player) { position: sticky; top: 3.75rem; z-index: 90; }
[class*="st-key-compare-"][class*="-remove"] button p {
  position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
</style>"""


def bar(comparison: Comparison) -> None:
    """The one player: a stage without pictures, on the clock of all the others."""
    with st.container(key="player"):
        st.html(STYLE)
        without_runs(comparison, "player", without=("cards",))


def explainer(comparison: Comparison) -> None:
    """Why this step: the inspector of whichever panel was touched last."""
    without_runs(comparison, "explainer", panels=("explainer",), without=("cards", "transport"))


def without_runs(comparison: Comparison, name: str, panels: tuple[str, ...] = (), **more: object) -> None:
    """A stage that only serves the others."""
    nobody = replace(comparison.shown(0), entries=(), at=comparison.at)
    shared = header(comparison) | {"bond": None} | more
    stage(compute.payload(nobody, panels=panels, editable=False, **shared), key=f"{PAGE}.{name}")


def panel(sides: Sides, comparison: Comparison, i: int) -> None:
    """Letter, pickers, stage."""
    side, experiment = Side(sides, i), comparison.shown(i)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.markdown(f"### {comparison.letters[i].upper()}", width="content")
        controls.surface_picker(side, experiment)
        controls.method_picker(side, experiment)
        tuning(sides, comparison, i)
        if len(comparison.panels) > 2:
            st.button(
                _("Remove this panel"),
                icon=":material/close:",
                help=_("Remove this panel"),
                key=f"{side.page}.remove",
                on_click=lambda: sides.change(lambda c: c.without_panel(i)),
            )
    own = {"without": ("transport",), "letter": comparison.letters[i].upper(), "explained": True}
    stage(compute.payload(experiment, panels=("map", "curve"), **header(comparison) | own), key=side_key(i))


def tuning(sides: Sides, comparison: Comparison, i: int) -> None:
    """Default or searched step sizes."""
    letter = comparison.letters[i]
    key = seeded(f"{letter}.tuned", letter in comparison.tuned)

    def change(c: Comparison) -> Comparison:
        return replace(c, tuned=c.tuned + letter if st.session_state[key] else c.tuned.replace(letter, ""))

    able = any(can_be_tuned(entry) for entry in comparison.panels[i].entries)
    st.toggle(_("Tuned"), key=key, disabled=not able, on_change=lambda: sides.change(change))


def header(comparison: Comparison) -> dict[str, object]:
    """What all stages of this page have in common."""
    weights = comparison.weights
    budget = None if weights is None else {"name": comparison.budget, "weights": weights._asdict()}
    return {"link": PAGE, "bond": PAGE if comparison.linked else None, "budget": budget}


def crowds(comparison: Comparison) -> None:
    """Median and band over many starts, one plot per panel."""
    panels, dark = [], st.context.theme.type == "dark"
    for i, letter in enumerate(comparison.letters):
        experiment = replace(comparison.shown(i), at=comparison.amount)
        found = compute.bands(experiment, comparison.starts, comparison.weights)
        named = zip(tables.titles(experiment), found, strict=True)
        colours = (on_dark(look(k)["colour"]) if dark else look(k)["colour"] for k in range(len(found)))
        curves = [Curve(name, colour, band) for colour, (name, band) in zip(colours, named, strict=True)]
        panels.append((letter.upper(), curves))
    drawn = figure(panels, _(NAMES[comparison.budget]), _("loss above the best known value"))
    st.plotly_chart(drawn, key=f"{PAGE}.bands")


def outcomes(comparison: Comparison) -> None:
    """How the runs of each panel ended, or where the budget left them."""
    for i, letter in enumerate(comparison.letters):
        experiment = comparison.shown(i)
        st.markdown(f"**{letter.upper()}** · {_(experiment.problem().name)}")
        tables.outcomes(experiment, [paid(experiment.only(k), comparison) for k in range(len(experiment.entries))])


def paid(single: Experiment, comparison: Comparison) -> Trace:
    """The run as far as its budget goes."""
    (trace,) = compute.traces(single)
    ((step,),) = affordable(trace, comparison.weights, np.array([comparison.amount])).reshape(1, 1)
    return trace if step >= trace.last else compute.traces(single.with_steps(int(step)))[0]
