"""The page of a laboratory: its sentences, each a link to what it speaks of, above one stage."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from urllib.parse import parse_qsl

import streamlit as st

from experiments import END, Experiment
from ui import cards, compute, controls, tables
from ui.bench import Bench
from ui.laboratories.laboratory import Laboratory, Sight
from ui.language import _
from ui.menu import PAGES
from ui.numbers import short
from ui.stage import stage


def show(laboratory: Laboratory) -> Experiment:
    """Everything on the page; returns the experiment on show, for a page that has more to say about it."""
    bench = Bench(laboratory.page, laboratory.home)
    experiment = bench.experiment()
    alone = bool(st.context.is_embedded)  # ?embed=true: the stage and nothing else, for a frame in another page
    if not alone:
        st.title(_(laboratory.title), anchor=False)
        controls.messages(bench.messages())
        sights(laboratory, experiment)
        further(laboratory, experiment)
    view = next((s.view for s in laboratory.sights if same(s.experiment, experiment)), laboratory.sights[0].view)
    said = experiment.to_query(laboratory.home)
    stage(compute.payload(experiment, panels=laboratory.panels, view=view, address=said), key=bench.stage_key)
    bench.write_address()
    if not alone:
        tables.outcomes(experiment, compute.traces(experiment))
        cards.methods(experiment)
    return experiment


def sights(laboratory: Laboratory, experiment: Experiment) -> None:
    """Three sentences side by side, each under the link to its experiment; a phone shows one, that of the stage."""
    with st.container(key="sights"):
        columns = st.columns(3, gap="medium")
    for column, sight, number in zip(columns, laboratory.sights, count(1), strict=False):
        here = same(sight.experiment, experiment)
        icon = ":material/check_circle:" if here else ":material/play_circle:"
        with column, st.container(key=f"sight-{'shown' if here else 'offered'}-{number}"):
            link(laboratory, sight.title, sight.experiment, icon)
            st.markdown(sentence(sight))


def further(laboratory: Laboratory, experiment: Experiment) -> None:
    """More to try; of the one that is on the stage, what to look for."""
    with st.container(horizontal=True, vertical_alignment="center", key="further"):
        st.caption(_("What to try"), width="content")
        for preset in laboratory.further:
            link(laboratory, preset.title, preset.experiment, ":material/lightbulb:")
    for preset in laboratory.further:
        if same(preset.experiment, experiment):
            st.caption(_(preset.look_for))


def link(laboratory: Laboratory, title: str, experiment: Experiment, icon: str) -> None:
    """A real link to this page with another experiment: it can be followed, copied and sent."""
    said = [("lang", code) for code in st.query_params.get_all("lang")]
    page = st.Page(PAGES / "methods" / f"{laboratory.page}.py", url_path=laboratory.page)
    st.page_link(page, label=_(title), icon=icon, query_params=parse_qsl(experiment.to_query(laboratory.home)) + said)


def sentence(sight: Sight) -> str:
    """The sentence of a sight with its numbers, which are read off its runs."""
    numbers = sight.measure(sight.experiment, compute.traces(sight.experiment))
    return _(sight.says).format(**{name: short(float(value), 3) for name, value in numbers.items()})


def same(a: Experiment, b: Experiment) -> bool:
    """Whether the runs are the same, whichever step is on show."""
    return replace(a, at=END) == replace(b, at=END)
