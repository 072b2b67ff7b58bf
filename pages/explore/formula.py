"""Type a formula: its slopes, curvatures and stationary points are there at once, and every method runs on it."""

from __future__ import annotations

import streamlit as st

from experiments import Experiment
from experiments.typed import EXAMPLE
from ui import analysis, cards, compute, controls, formula, tables
from ui.bench import Bench
from ui.language import _
from ui.stage import stage

HOME = Experiment("formula", {"a": 5}, formula=EXAMPLE)

bench = Bench("formula", HOME)
alone = bool(st.context.is_embedded)  # ?embed=true: the stage and nothing else, for a frame in another page

if not alone:
    st.title(_("Your formula"), anchor=False)
    formula.field(bench)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        controls.method_picker(bench, bench.experiment())
        controls.lengths(bench, bench.experiment())
        formula.window(bench, bench.experiment())
        formula.examples(bench)
    controls.messages(bench.messages())

experiment = bench.experiment()
surface = experiment.problem()
if not alone:
    analysis.notices(surface)

stage(compute.payload(experiment), key=bench.stage_key)
bench.write_address()

if not alone:
    left, right = st.columns(2, gap="large")
    with left:
        st.subheader(_("Gradient and Hessian"), anchor=False)
        analysis.derivatives(surface)
    with right:
        st.subheader(_("Stationary points"), anchor=False)
        analysis.stationary(surface)
    tables.outcomes(experiment, compute.traces(experiment))
    cards.methods(experiment)
