"""The named numbers of a step: as recorded, and what is local to the step computed from them."""

from __future__ import annotations

from typing import Any

import numpy as np

from optim_core import Trace
from optim_core.constrained.door import oracle_for
from tracing.anatomy import Anatomy, Name
from tracing.evaluate import Evaluator
from tracing.graph import Node


def recorded(trace: Trace, name: Name, k: int) -> Any:
    """A knob, or what the trace holds of step k under this name."""
    if name.part == "knob":
        return getattr(trace.method, name.name)
    rows = {"state": trace.state, "next": trace.state, "info": trace.info}[name.part][name.name]
    return rows[k + (name.part == "next")]


def named_numbers(anatomy: Anatomy, trace: Trace, k: int) -> dict[Node, Any]:
    """Every named number of step k."""
    known = {}
    for node, name in anatomy.names.items():
        if name.part != "local":
            value = recorded(trace, name, k)
            known[node] = value == 1 if anatomy.terms.is_truth(node) else value
    with np.errstate(all="ignore"):
        evaluate = Evaluator(anatomy.terms, known, oracle_for(trace.problem, (), 0))
        return known | {node: evaluate(node) for node, name in anatomy.names.items() if name.part == "local"}
