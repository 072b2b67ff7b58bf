"""What a line search has tried: the step is taken once more from where it was, and every question is written down."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from optim_core.line_search.accepted import rounding
from optim_core.line_search.exact import LEVEL
from optim_core.method import Array
from optim_core.oracle import Oracle
from optim_core.roles import roles_of
from optim_core.trace import Trace


class Asked(NamedTuple):
    """A question that a step has put to the problem."""

    question: str  # "value", "grad", "hess"
    x: Array  # (n,) where
    answer: Array


class Trial(NamedTuple):
    """A length that a line search has tried."""

    alpha: float
    value: float  # φ(α)
    slope: float  # φ′(α); NaN where it was not asked for
    failed: str  # the first condition that does not hold, as `optim_core.roles.CONDITIONS` calls it; "" if all hold;
    # "higher" where the search had a lower trial already and did not even ask for the slope


class Listening(Oracle):
    """An oracle that remembers what it was asked."""

    def __init__(self, problem: Any) -> None:
        super().__init__(problem)
        self.heard: list[Asked] = []

    def _ask(self, question: str, answer: Any, x: Array, where: Array | None) -> Array:
        told = super()._ask(question, answer, x, where)
        if where is None or np.any(where):
            self.heard.append(Asked(question, x, told))
        return told


def questions(trace: Trace, k: int) -> list[Asked]:
    """What step k of a single run has asked, in order. Needs a trace in which everything was recorded."""
    f = Listening(trace.problem)
    with np.errstate(all="ignore"):
        first = trace.method.init(trace.x[0], f)
        f.heard.clear()
        trace.method.step(type(first)(*(trace.state[name][k] for name in first._fields)), f)
    return f.heard


def trials(trace: Trace, k: int) -> list[Trial]:
    """The lengths that the line search of step k has tried, in order, and why each one would not do."""
    layouts = ([(name, v.shape[1:]) for name, v in part.items()] for part in (trace.state, trace.info))
    roles = roles_of(trace.method, *layouts)
    part, name = roles["direction"].split(":")
    x, d = trace.x[k], getattr(trace, part)[name][k]
    g = trace.problem.grad(x)
    asked = [a for a in questions(trace, k) if a.question in ("value", "grad") and not np.array_equal(a.x, x)]
    found: dict[bytes, dict[str, float]] = {}
    for question, p, answer in asked:
        trial = found.setdefault(p.tobytes(), {"alpha": float((p - x) @ d / (d @ d)), "slope": np.nan})
        trial |= {"value": float(answer)} if question == "value" else {"slope": float(answer @ d)}
    start = float(trace.problem.value(x)), float(g @ d)
    return [Trial(**t, failed=failing(trace.method, roles["conditions"], *start, **t)) for t in found.values()]


def failing(method: Any, asks: str, f0: float, slope0: float, alpha: float, value: float, slope: float) -> str:
    """The first of these conditions that does not hold."""
    c1, c2 = getattr(method, "c1", np.nan), getattr(method, "c2", np.nan)
    by_slope = "weak" in asks or "strong" in asks
    blur = rounding(f0) if by_slope else 0.0
    broken = {
        "armijo": not value <= f0 + c1 * alpha * slope0 + blur,
        "goldstein": value < f0 + (1 - c1) * alpha * slope0,
        "weak": slope < c2 * slope0,
        "strong": abs(slope) > -c2 * slope0,
        "flat": abs(slope) > -LEVEL * slope0,
    }
    unasked = "higher" if by_slope and np.isnan(slope) else ""
    return next((name for name in asks.split() if broken[name]), unasked)
