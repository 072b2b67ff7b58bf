"""Polynomial decay: down to zero at a set hour, in a straight line or along a curve."""

from dataclasses import dataclass

import numpy as np

from optim_core.knob import knob
from optim_core.schedules.schedule import Card, Schedule


@dataclass(frozen=True)
class Polynomial(Schedule):
    """Degree 1 is linear decay. After the horizon nothing moves any more."""

    horizon: int = knob(300, 10, 5000, "T", "steps until the step size is zero", log=True)
    degree: float = knob(1.0, 0.5, 4.0, "p", "1 is a straight line; the more, the longer the quiet end")

    shares = (("horizon", 1.0),)
    card = Card(
        name="Polynomial decay",
        rule=r"\eta_t = \eta\left(1-\frac tT\right)^p",
        says="The step size runs out at step {knob.horizon}. At step {k} it is at {share:percent}.",
        source="Liu, Rabinovich & Berg (2016), arXiv:1506.04579",
    )

    def factor(self, t):
        return (1 - np.minimum(t / self.horizon, 1)) ** self.degree
