"""Where one starts decides where one ends: a grid of starts, each in the colour of what became of it."""

from __future__ import annotations

from collections import Counter

import numpy as np
import streamlit as st

from experiments import ConstrainedExperiment
from experiments.outcomes import SIDE, STEPS
from experiments.solutions import solutions
from surfaces import Constrained
from ui import compute, tables
from ui.constrained import words
from ui.constrained.show import dark, plot
from ui.figures.constrained_starts import starts_figure
from ui.language import _, language
from ui.numbers import short


def view(experiment: ConstrainedExperiment) -> None:
    """The map of ends of one run, and how many ended where."""
    if not experiment.entries:
        return None
    titles = tables.titles(experiment)
    picked = st.segmented_control(
        _("Run"), range(len(titles)), default=0, format_func=titles.__getitem__, required=True,
        key=f"constrained.starts.which.{len(titles)}.{language()}",
    ) if len(titles) > 1 else 0  # fmt: skip
    problem = experiment.problem()
    ends = compute.ends(experiment.only(int(picked)), 0)
    names = named_ends(problem, ends.words, ends.found)
    counts = Counter(names.ravel().tolist())
    said = {"count": str(SIDE * SIDE), "steps": str(min(experiment.steps, STEPS))}
    st.caption(
        _("{count} starts, at most {steps} steps each; a point of the map has the colour of its end.").format(**said)
    )
    plot(starts_figure(problem, ends, names, [name for name, _n in counts.most_common()], dark(), _), "starts")
    rows = [
        {_("outcome"): name, _("starts"): n, "%": short(100 * n / names.size, 3)} for name, n in counts.most_common()
    ]
    st.dataframe(rows, hide_index=True)
    return None


def named_ends(problem: Constrained, found_words: np.ndarray, found: np.ndarray) -> np.ndarray:
    """A name for the end of each run: the point it found, with its kind, or the word for why it found none."""
    points = [
        f"({short(p.x, 3)}, {short(p.y, 3)}): {_(words.KINDS[p.kind])}" for p in solutions(problem)
    ]  # fmt: skip
    names = [
        points[i] if i >= 0 else _(words.BRIEFLY[word])
        for word, i in zip(found_words.ravel(), found.ravel(), strict=True)
    ]
    return np.array(names, object).reshape(found.shape)
