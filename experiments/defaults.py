"""What a method does when nobody says otherwise: its own values, and for plain descent the surface's step size."""

from __future__ import annotations

from typing import Any

import numpy as np

from experiments.pacing import CONSTANT, SCHEDULE, knobs_under, usual_plan
from optim_core import METHODS
from optim_core.schedules import LR, SCHEDULES
from surfaces import Surface

SURFACE, STEPS, SEED = "rosenbrock", 300, 0  # what an empty link stands for; its methods are in experiment.py

PLAIN = "descent"  # the family whose step is lr times the gradient itself


def defaults(method: str, surface: Surface, schedule: str = CONSTANT, steps: int = STEPS) -> dict[str, Any]:
    """Value of every knob of a method on a surface and under a schedule, before anybody moves one.

    No single lr suits both a gentle bowl and a steep valley, so each surface names its own `rate`, and the methods of
    plain descent start with it, within the limits of their knob. Methods that rescale the gradient keep what they
    declare.
    """
    knobs = knobs_under(METHODS[method], schedule)
    values = {name: knob.default for name, knob in knobs.items()}
    if METHODS[method].about.family == PLAIN and LR in knobs:
        values[LR] = float(np.clip(surface.rate, knobs[LR].low, knobs[LR].high))
    if SCHEDULE in knobs:
        values |= {SCHEDULE: CONSTANT, **usual_plan(SCHEDULES[schedule], steps)}
    return values


def missing(method: str, surface: Surface) -> list[str]:
    """What a method needs and a surface does not offer: such a pair cannot be run."""
    return [need for need in METHODS[method].needs if getattr(surface, need, None) is None]
