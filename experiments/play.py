"""One run on the plane by the quickest road that leads there; every road gives the same trace."""

from __future__ import annotations

from optim_core import Method, Trace, run
from surfaces import Constrained, Surface
from tracing import Untraceable, floats


def play(
    method: Method, problem: Surface | Constrained, start: tuple[float, float], steps: int, seed: int = 0
) -> Trace:
    """Run on plain floats where the method can be traced, on arrays where it cannot."""
    try:
        return floats.run(method, problem, start, steps)
    except Untraceable:
        return run(method, problem, start, steps, seed)
