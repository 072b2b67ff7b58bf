"""The level of a constraint is a knob: h = b or g ≤ b, from where the set is nearly empty to where it is wide."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from optim_core.knob import Knob
from surfaces.structure import quiet

if TYPE_CHECKING:
    from surfaces.problem import Constrained

GRID = 41  # points along each side of the window


def names_of(n: int) -> tuple[str, ...]:
    """The names of n levels: b, or b1, b2, …"""
    return ("b",) if n == 1 else tuple(f"b{i}" for i in range(1, n + 1))


@quiet
def knobs_of(problem: Constrained) -> dict[str, Knob]:
    """One knob per constraint; none goes where its constraint holds nowhere in the window."""
    axes = [np.linspace(float(low), float(high), GRID) for low, high in problem.domain]
    at_zero = problem.constraints(np.array(np.meshgrid(*axes))) + np.reshape(problem.levels, (-1, 1, 1))
    knobs = {}
    for i, name in enumerate(problem.values):
        low, high = span(at_zero[i], i < problem.n_equalities)
        letter = "h" if i < problem.n_equalities else "g"
        number = "" if name == "b" else f"_{name[1:]}"
        says = "level of the constraint: h = b" if letter == "h" else "level of the constraint: g ≤ b"
        knobs[name] = Knob(name, 0.0, low, high, f"b{number}", says)
    return knobs


def span(c: np.ndarray, equality: bool) -> tuple[float, float]:
    """A range of levels around zero that the values c of a constraint in the window suggest."""
    c = c[np.isfinite(c)]
    reach = rounded(float(np.median(np.abs(c)))) if c.size and c.any() else 1.0
    least, most = (float(c.min()), float(c.max())) if c.size else (-reach, reach)
    low, high = max(-reach, min(0.0, rounded(least))), reach
    if equality:
        high = min(reach, max(0.0, rounded(most)))
    return (low, high) if low < high else (-reach, reach)


def rounded(number: float) -> float:
    """To one digit."""
    return float(f"{number:.0e}")
