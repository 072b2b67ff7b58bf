"""Constraints: where may no step go, what holds the iterate there, and what is that worth?"""

from __future__ import annotations

import streamlit as st

from experiments import ConstrainedExperiment
from ui import cards, compute, controls
from ui.bench import Bench
from ui.constrained import desk, own, verdicts, views
from ui.language import _
from ui.stage import stage

bench = Bench("constrained", ConstrainedExperiment())
alone = bool(st.context.is_embedded)  # ?embed=true: the stage and nothing else, for a frame in another page

experiment = bench.experiment()
if not alone:
    st.title(_("Constraints and multipliers"), anchor=False)
    desk.header(bench)
    if own.wanted(bench):
        own.fields(bench)
    controls.messages([*bench.messages(), *desk.view_notes()])
    desk.statement(experiment)

stage(compute.payload(experiment), key=bench.stage_key)
bench.write_address()

if not alone:
    verdicts.outlook(experiment.problem())
    views.show(bench, experiment)
    cards.methods(experiment)
