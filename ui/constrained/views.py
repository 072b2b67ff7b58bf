"""What stands below the stage: one view at a time, each about the problem and the runs that are on the stage."""

from __future__ import annotations

from experiments import ConstrainedExperiment
from ui import compute
from ui.bench import Bench
from ui.constrained import desk, everyone, meaning, penalty, saddle, starts, system, verdicts


def show(bench: Bench, experiment: ConstrainedExperiment) -> None:
    """The picker and the view that is picked."""
    match desk.view_picker(bench):
        case "picture":
            verdicts.table(experiment, compute.traces(experiment))
        case "price":
            meaning.view(bench, experiment)
        case name:
            VIEWS[name](experiment)


VIEWS = {
    "equations": system.view, "saddle": saddle.view, "penalty": penalty.view, "methods": everyone.view,
    "starts": starts.view,
}  # fmt: skip
