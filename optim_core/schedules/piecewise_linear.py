"""Piecewise linear: up to here, down to there, in straight lines."""

from dataclasses import dataclass

import numpy as np

from optim_core.knob import knob
from optim_core.schedules.schedule import Card, Schedule


@dataclass(frozen=True)
class PiecewiseLinear(Schedule):
    """From zero to `first` at step t₁, on to `second` at step t₂, and there it stays."""

    t1: int = knob(20, 0, 1000, "t_1", "step of the first corner")
    first: float = knob(1.0, 0.0, 2.0, "v_1", "factor at the first corner")
    t2: int = knob(300, 1, 5000, "t_2", "step of the second corner", log=True)
    second: float = knob(0.0, 0.0, 2.0, "v_2", "factor from the second corner on")

    shares = (("t1", 1 / 15), ("t2", 1.0))
    card = Card(
        name="Piecewise linear",
        rule=r"\eta_t = \eta\cdot\text{line through } (0, 0),\ (t_1, v_1),\ (t_2, v_2)",
        says="In straight lines from zero to {knob.first:percent} of the step size at step {knob.t1} and on to "
        "{knob.second:percent} at step {knob.t2}. At step {k} it is at {share:percent}.",
        source="Su (2023), Tiger, github.com/bojone/tiger",
        variant="the first step is zero unless the first corner is at 0",
    )

    def factor(self, t):
        share = np.clip((t - self.t1) / np.maximum(self.t2 - self.t1, 1), 0, 1)  # of the second line
        return np.where(
            t < self.t1, self.first * t / np.maximum(self.t1, 1), self.first + (self.second - self.first) * share
        )
