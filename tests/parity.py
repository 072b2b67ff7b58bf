"""Which agreement to expect between the forms of one source, and where it cannot be had."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import numpy as np

from optim_core import METHODS, Trace
from surfaces import SURFACES
from tracing import Untraceable, javascript
from tracing.program import structure_of, trace_kernel, trace_method

CORE_SURFACES = ("quadratic", "saddle", "monkey", "rosenbrock", "himmelblau", "beale", "camel6", "rastrigin", "ackley")
STEPS = 50


ROUNDED = (
    "Math.pow",
    "Math.exp",
    "Math.log",
    "Math.sin",
    "Math.cos",
    "Math.tan",
    "Math.atan",
    "Math.hypot",
    "Math.sinh",
)


# Where two forms part for good, and why. All of it happens on Ackley's surface, whose value comes from `exp` and `cos`,
# which no two libraries round alike; on polynomial surfaces every method agrees to the last bit.
TIP = "a search ends on the tip of a cone, where only rounding decides how far it still looks"
KICKED = "steps over the ripples are so long that each makes the last difference many times larger"
EXCEPTIONS = {
    **dict.fromkeys(("nonlinear_cg", "bfgs", "broyden", "dfp", "lbfgs", "steepest_descent", "armijo_descent"), TIP),
    **dict.fromkeys(("damped_newton", "modified_newton", "newton_cg", "linear_cg", "sr1"), TIP),
    **dict.fromkeys(("dadapt_adam", "prodigy", "lamb", "barzilai_borwein", "amos"), KICKED),
}
TOGETHER = 3  # steps that the forms go together even there


def assert_same_run(
    there: Trace, x: np.ndarray, status: str, last: int, counts: Mapping, key: str, surface: str
) -> None:
    """The run in another form took the same path, ended alike and asked as often as the array form `there`."""
    what = f"{key} on {surface} from {there.x[0]}"
    if surface == "ackley" and key in EXCEPTIONS:
        assert disagreement(there.x[:TOGETHER], x[:TOGETHER]) <= 1e-6, f"{what}, although {EXCEPTIONS[key]}"
        return
    bound = 0.0 if exact(printed(key) or "", printed_surface(surface)) else 1e-12
    assert disagreement(there.x, x) <= bound, what
    assert (status, last) == (str(there.status), int(there.last)), what
    for kind in there.evaluations:
        assert list(counts[kind]) == there.evaluations[kind].tolist(), f"{what}: {kind}"


@cache
def printed(key: str) -> str | None:
    """The method as JavaScript, None if it runs on the server only."""
    kind = METHODS[key]
    try:
        return javascript.method(trace_method(kind, structure_of(kind())))
    except Untraceable:
        return None


@cache
def printed_surface(key: str) -> str:
    """The surface as JavaScript."""
    surface = SURFACES[key]
    names = ("value", "grad", "hess")
    return javascript.functions({n: trace_kernel(getattr(surface.kernels, n), tuple(surface.knobs)) for n in names})


def exact(program: str, surface: str) -> bool:
    """Only + − × ÷ √ and comparisons: the same bits everywhere. Library functions may differ in the last one."""
    return not any(name in program + surface for name in ROUNDED)


def disagreement(a: np.ndarray, b: np.ndarray) -> float:
    """The largest difference between two paths, relative to the size of the point (at least 1)."""
    size = np.maximum(1, np.abs(a).max(1, keepdims=True))
    return float(np.max(np.abs(a - b) / size, initial=0))
