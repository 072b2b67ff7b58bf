"""Which kind of experiment a link stands for: one with constraints names its problem, one with a root its equation."""

from __future__ import annotations

from urllib.parse import parse_qs

from experiments.constrained import ConstrainedExperiment
from experiments.experiment import Experiment
from experiments.roots import RootExperiment

KINDS: dict[str, type[Experiment]] = {"problem": ConstrainedExperiment, "equation": RootExperiment}


def kind_of_link(query: str) -> type[Experiment]:
    """The kind whose word is in the link; a plain one otherwise."""
    named = parse_qs(query)
    return next((kind for word, kind in KINDS.items() if word in named), Experiment)
