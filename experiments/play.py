"""One run on the plane by the quickest road that leads there; every road gives the same trace."""

from __future__ import annotations

from optim_core import Method, Trace, run
from surfaces import Surface
from tracing import Untraceable, floats


def play(method: Method, surface: Surface, start: tuple[float, float], steps: int, seed: int = 0) -> Trace:
    """Run on plain floats where the method can be traced, on arrays where it cannot."""
    try:
        return floats.run(method, surface, start, steps)
    except Untraceable:
        return run(method, surface, start, steps, seed)
