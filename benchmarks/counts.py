"""Numbers that are the same on every machine: steps, questions, what was learned, what is sent."""

from __future__ import annotations

import numpy as np

from benchmarks.timing import heading, row
from experiments import Entry, Experiment
from experiments.constrained import ConstrainedExperiment
from optim_core import CONSTRAINED_METHODS, METHODS, Trace, run
from optim_core.constrained.verdict import lacks
from optim_core.line_search import SEARCH_NAMES, SEARCHES
from surfaces import CONSTRAINED, SURFACES
from ui.stage.payload import build_payload

ROSENBROCK, USUAL = SURFACES["rosenbrock"], (-1.2, 1.0)
WORDY = "bfgs lbfgs dfp sr1 soap shampoo trust_region_exact cubic_regularization".split()  # much to show and to explain
SMALL = 1e-8


def main() -> None:
    """Nothing here looks at a clock."""
    questions()
    learned()
    maratos()
    messages()


def questions() -> None:
    """What every line search costs on the way to the bottom."""
    heading(f"Rosenbrock from (-1.2, 1) to |g| < {SMALL:g}: BFGS with every line search")
    for search in SEARCHES:
        trace = run(METHODS["bfgs"](search=search), ROSENBROCK, USUAL, 300)
        steps = int(np.argmax(trace.grad_norm < SMALL))
        asked = {kind: int(counts[steps]) for kind, counts in trace.evaluations.items()}
        row(SEARCH_NAMES[search], f"{steps} steps", f"{asked['value']} values, {asked['gradient']} gradients")


def learned() -> None:
    """A step that is lost in rounding teaches nothing, so what was learned is still there at the end."""
    heading("What is learned of the curvature on Rosenbrock: ‖H ∇²f − I‖ where the run ends")
    for key in ("bfgs", "dfp", "broyden"):
        trace = run(METHODS[key](), ROSENBROCK, USUAL, 300)
        row(METHODS[key].about.name, f"{distance(trace):.2g}", f"{trace.last} steps, {trace.status}")


def distance(trace: Trace) -> float:
    """How far the last inverse curvature that was learned is from the true one."""
    H = trace.state["H"][-1] if "H" in trace.state else np.linalg.inv(trace.state["B"][-1])
    return float(np.linalg.norm(H @ trace.problem.hess(trace.x[-1]) - np.eye(2)))


def maratos() -> None:
    """The correction saves the full steps that the merit would reject."""
    heading("SQP where the merit rejects good steps (Maratos)")
    problem = CONSTRAINED["maratos"]
    for start in problem.starts:
        plain, bent = (run(CONSTRAINED_METHODS["sqp"](correction=c), problem, start, 100) for c in (False, True))
        what = f"from ({start[0]:g}, {start[1]:g}): with the correction"
        row(what, f"{bent.last} steps", f"without it {plain.last} ({plain.status})")


def messages() -> None:
    """What a stage is sent at most: eight runs of five hundred steps, with all their formulas."""
    heading("The largest messages to a stage")
    busy = Experiment("rosenbrock", steps=500, entries=tuple(map(Entry, WORDY)))
    row("eight runs × 500 steps that have much to explain", f"{size(busy) / 1000:.0f} kB")
    sizes = {key: (kind, size(crowd(key))) for key, kind in CONSTRAINED.items()}
    kind, largest = max(sizes.values(), key=lambda each: each[1])
    row(f"eight methods between constraints: {kind.name}", f"{largest / 1000:.0f} kB", "the largest of all problems")


def crowd(problem: str) -> Experiment:
    """All methods that can be tried on a problem, or eight of them."""
    able = [key for key, kind in CONSTRAINED_METHODS.items() if not lacks(kind, CONSTRAINED[problem])]
    return ConstrainedExperiment.from_query(f"problem={problem}&" + "&".join(f"run={key}" for key in able[:8]))[0]


def size(experiment: Experiment) -> int:
    """Bytes, formulas and all."""
    return len(build_payload(experiment, experiment.run(), explained=True))
