"""Which agreement to expect between the forms of one source, and where it cannot be had."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import numpy as np

from optim_core import CONSTRAINED_METHODS, METHODS, ROOT_METHODS, Method, Trace
from optim_core.constrained.verdict import lacks
from optim_core.schedules import SCHEDULES, can_follow
from surfaces import CONSTRAINED, ROOTS, SURFACES, Constrained, RootProblem, Surface
from tracing import javascript
from tracing.program import structure_of, trace_method
from tracing.setting import setting_of
from ui.stage.surface_facts import print_surface

CORE_SURFACES = ("quadratic", "saddle", "monkey", "rosenbrock", "himmelblau", "beale", "camel6", "rastrigin", "ackley")
SQUARES = ("quadratic", "rosenbrock", "himmelblau", "beale", "powell_badly_scaled", "ring")
LIKELIHOODS = ("normal_fit",)
# One constraint and several, equal and not, straight and curved; every kind of region; a cusp without multipliers.
CORE_CONSTRAINED = (
    "circle_linear", "diamond", "entropy2", "half_disk", "halfplane", "hs10", "hs13", "hs14", "hs15", "hs22", "hs4",
    "line_point", "nw_disk", "nw_qp", "obstacle", "rosenbrock_disk1",
)  # fmt: skip
STEPS = 50
EVERY = {**METHODS, **CONSTRAINED_METHODS, **ROOT_METHODS}
Ground = Surface | Constrained | RootProblem


def problem_of(name: str) -> Ground:
    """A surface, a problem with constraints, or an equation."""
    return next(known[name] for known in (CONSTRAINED, ROOTS, SURFACES) if name in known)


def grounds_of(key: str) -> list[str]:
    """The problems on which a method is compared: those that answer all it asks."""
    if key in ROOT_METHODS:
        return list(ROOTS)
    if key in CONSTRAINED_METHODS:
        return [name for name in CORE_CONSTRAINED if not lacks(CONSTRAINED_METHODS[key], CONSTRAINED[name])]
    return list({"residuals": SQUARES, "fisher": LIKELIHOODS}.get((*METHODS[key].needs, "")[0], CORE_SURFACES))


def starts_of(problem: Ground) -> list[tuple[float, float]]:
    """A few starts, one of them strictly inside if there is an inside."""
    inside = getattr(problem, "inside", None)
    return [(float(x), float(y)) for x, y in [*problem.starts[:3], *([inside] if inside else [])]]


def method_for(key: str, problem: Ground) -> Method:
    """The method, with a step size that the problem bears where it has no other brake."""
    return EVERY[key](**({"lr": problem.rate} if key == "projected_gradient" else {}))


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


# Schedules that have something to do within so few steps.
PLANS = {
    "step_decay": SCHEDULES["step_decay"](every=7),
    "exponential": SCHEDULES["exponential"](drop=0.9),
    "inverse_time": SCHEDULES["inverse_time"](kappa=0.1),
    "amos_decay": SCHEDULES["amos_decay"](kappa=0.1),
    "polynomial": SCHEDULES["polynomial"](horizon=40, degree=2.0),
    "cosine": SCHEDULES["cosine"](horizon=40, low=0.1),
    "warm_restarts": SCHEDULES["warm_restarts"](period=6, low=0.1),
    "linear_warm_up": SCHEDULES["linear_warm_up"](warm=10),
    "piecewise_linear": SCHEDULES["piecewise_linear"](t1=10, first=1.2, t2=40, second=0.1),
}
FOLLOWERS = [key for key, kind in EVERY.items() if can_follow(kind)]


def assert_same_run(
    there: Trace, x: np.ndarray, status: str, last: int, counts: Mapping, key: str, surface: str, plan: str = ""
) -> None:
    """The run in another form took the same path, ended alike and asked as often as the array form `there`."""
    what = f"{key} on {surface} from {there.x[0]}"
    if surface == "ackley" and key in EXCEPTIONS:
        assert disagreement(there.x[:TOGETHER], x[:TOGETHER]) <= 1e-6, f"{what}, although {EXCEPTIONS[key]}"
        return
    bound = 0.0 if exact(printed(key, surface) + plan, print_surface(problem_of(surface))) else 1e-12
    assert disagreement(there.x, x) <= bound, what
    assert (status, last) == (str(there.status), int(there.last)), what
    for kind in there.evaluations:
        assert list(counts[kind]) == there.evaluations[kind].tolist(), f"{what}: {kind}"


@cache
def printed(key: str, ground: str) -> str:
    """The method as JavaScript, as it runs on this problem."""
    problem = problem_of(ground)
    method = method_for(key, problem)
    return javascript.method(trace_method(type(method), structure_of(method), setting_of(type(method), problem)))


def exact(program: str, surface: str) -> bool:
    """Only + − × ÷ √ and comparisons: the same bits everywhere. Library functions may differ in the last one."""
    return not any(name in program + surface for name in ROUNDED)


def disagreement(a: np.ndarray, b: np.ndarray) -> float:
    """The largest difference between two paths, relative to the size of the point (at least 1)."""
    size = np.maximum(1, np.abs(a).max(1, keepdims=True))
    return float(np.max(np.abs(a - b) / size, initial=0))
