"""Step decay: hold the step size, then cut it, again and again."""

from dataclasses import dataclass

import numpy as np

from optim_core.knob import knob
from optim_core.schedules.schedule import Card, Schedule


@dataclass(frozen=True)
class StepDecay(Schedule):
    """A staircase of equal treads."""

    every: int = knob(100, 1, 1000, "s", "steps between two cuts", log=True)
    drop: float = knob(0.5, 0.01, 1.0, r"\gamma", "factor of each cut", log=True)

    shares = (("every", 1 / 3),)
    card = Card(
        name="Step decay",
        rule=r"\eta_t = \eta\,\gamma^{\lfloor t/s\rfloor}",
        says="A staircase: every {knob.every} steps the step size is multiplied by {knob.drop}. "
        "At step {k} it is at {share:percent}.",
        source="Goodfellow et al. (2016), section 8.3",
    )

    def factor(self, t):
        return self.drop ** np.floor(t / self.every)
