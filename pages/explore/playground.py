"""Pick a surface and some methods, drag the start, and watch what each of them does."""

from __future__ import annotations

import streamlit as st

from experiments import Experiment
from ui import cards, compute, controls, formula, tables
from ui.bench import Bench
from ui.language import _
from ui.stage import stage

bench = Bench("playground", Experiment())
alone = bool(st.context.is_embedded)  # ?embed=true: the stage and nothing else, for a frame in another page

experiment = bench.experiment()
if not alone:
    st.title(_("Playground"), anchor=False)
    controls.header(bench)
    if formula.wanted(bench):
        formula.field(bench)
        formula.more(bench)
    controls.messages(bench.messages())

stage(compute.payload(experiment), key=bench.stage_key)
bench.write_address()

if not alone:
    tables.outcomes(experiment, compute.traces(experiment))
    cards.methods(experiment)
