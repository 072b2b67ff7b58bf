"""Roots: follow a line down to the axis, and look again from there."""

from __future__ import annotations

import streamlit as st

from ui import cards, compute, controls
from ui.bench import Bench
from ui.language import _
from ui.roots import desk
from ui.roots.presets import HOME
from ui.stage import stage

bench = Bench(desk.PAGE, HOME)
alone = bool(st.context.is_embedded)  # ?embed=true: the stage and nothing else, for a frame in another page

experiment = bench.experiment()
if not alone:
    st.title(_("Roots and tangents"), anchor=False)
    desk.header(bench)
    controls.messages(bench.messages())
    desk.statement(experiment)

stage(compute.payload(experiment, address=experiment.to_query(HOME)), key=bench.stage_key)
bench.write_address()

if not alone:
    desk.endings(experiment, compute.traces(experiment))
    cards.methods(experiment)
