"""What a method does when nobody says otherwise: its own values, and step sizes that suit the surface."""

from __future__ import annotations

from typing import Any

import numpy as np

from experiments.pacing import CONSTANT, SCHEDULE, knobs_under, usual_plan
from optim_core import CONSTRAINED_METHODS, METHODS, ROOT_METHODS, Knob
from optim_core.constrained.verdict import lacks
from optim_core.schedules import SCHEDULES
from surfaces import Constrained, Surface

SURFACE, STEPS, SEED = "rosenbrock", 300, 0  # what an empty link stands for; its methods are in experiment.py

METHOD_OF = {**METHODS, **CONSTRAINED_METHODS, **ROOT_METHODS}  # no two methods share a key

USUAL = 10.0  # the side of a window that steps of fixed length are declared for


def defaults(
    method: str, surface: Surface | Constrained, schedule: str = CONSTANT, steps: int = STEPS
) -> dict[str, Any]:
    """Value of every knob of a method on a surface and under a schedule, before anybody moves one."""
    knobs = knobs_under(METHOD_OF[method], schedule)
    values = {name: suggested(knob, surface) for name, knob in knobs.items()}
    if SCHEDULE in knobs:
        values |= {SCHEDULE: CONSTANT, **usual_plan(SCHEDULES[schedule], steps)}
    return values


def suggested(knob: Knob, surface: Surface | Constrained) -> Any:
    """The declared value, unless it depends on what is minimised.

    No single factor of the gradient suits both a gentle bowl and a steep valley, so each surface names its own `rate`.
    A step of fixed length that fits the usual window is lost in one a hundred times as wide: it grows with the window.
    """
    if knob.scale == "gradient":
        return float(np.clip(surface.rate, knob.low, knob.high))
    if knob.scale == "length":
        return min(knob.default * stretch(surface), knob.high)
    return knob.default


def stretch(surface: Surface | Constrained) -> float:
    """How much wider than usual the window is, as a power of ten; 1 for smaller windows."""
    width, height = (high - low for low, high in surface.domain)
    return float(10 ** max(0, round(np.log10(np.sqrt(width * height) / USUAL))))


def missing(method: str, surface: Surface | Constrained) -> list[str]:
    """What a method needs and a surface does not offer: such a pair cannot be run."""
    if isinstance(surface, Constrained):
        return list(filter(None, [lacks(METHOD_OF[method], surface)]))
    return [need for need in METHOD_OF[method].needs if getattr(surface, need, None) is None]
