"""The only cache: what is equal is computed once, whoever asks for it."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import streamlit as st

from experiments import ConstrainedExperiment, Experiment, RootExperiment, crowd, outcomes, price
from experiments.budget import Weights
from optim_core import Trace
from ui.language import _, language
from ui.stage import TEXT
from ui.stage.payload import build_payload

# `LAB_DEV=1 make run` shows on every stage how far the browser's own iterates are from Python's.
DEVELOPING = bool(os.environ.get("LAB_DEV"))

# A link says everything that makes an experiment what it is.
BY_LINK: dict[str | type[Any], Callable[[Any], Any]] = {
    kind: kind.to_query for kind in (Experiment, ConstrainedExperiment, RootExperiment)
}


def traces(experiment: Experiment) -> list[Trace]:
    """One trace per entry; only runs that nobody has asked for lately are run."""
    return [_trace(experiment.only(i)) for i in range(len(experiment.entries))]


def payload(experiment: Experiment, **how: Any) -> bytes:
    """What the stage shows for this experiment, in the language of the session; `how` as for `build_payload`."""
    return _payload(experiment, language(), {"dev": DEVELOPING} | how)


@st.cache_resource(max_entries=128, show_spinner=False, hash_funcs=BY_LINK)
def _trace(single: Experiment) -> Trace:
    return single.run()[0]


@st.cache_data(max_entries=64, show_spinner=False, hash_funcs=BY_LINK)
def _payload(experiment: Experiment, language: str, how: dict[str, Any]) -> bytes:
    labels = {label: _(label) for label in TEXT}
    return build_payload(experiment, traces(experiment), translate=_, text=labels, **how)


@st.cache_data(max_entries=64, show_spinner=False, hash_funcs=BY_LINK)
def bands(experiment: Experiment, count: int, weights: Weights | None) -> list[crowd.Band]:
    """What most of many starts do, run by run."""
    return crowd.bands(experiment, count, weights)


@st.cache_data(max_entries=32, show_spinner=False, hash_funcs=BY_LINK)
def prices(experiment: ConstrainedExperiment, i: int) -> price.Prices | None:
    """What the i-th constraint costs at every level, and at the one it is at."""
    return price.prices(experiment, i)


@st.cache_data(max_entries=32, show_spinner=False, hash_funcs=BY_LINK)
def ends(experiment: ConstrainedExperiment, i: int) -> outcomes.Ends:
    """How run i ends from every start on a grid."""
    return outcomes.ends(experiment, i)
