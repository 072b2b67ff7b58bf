"""Linear warm-up: begin with small steps, while the averages still learn what is usual."""

from dataclasses import dataclass

import numpy as np

from optim_core.knob import knob
from optim_core.schedules.schedule import Card, Schedule


@dataclass(frozen=True)
class LinearWarmUp(Schedule):
    """The first step is 1/W of the full one, the W-th is full."""

    warm: int = knob(20, 1, 500, "W", "steps until the step size is reached", log=True)

    shares = (("warm", 1 / 15),)
    card = Card(
        name="Linear warm-up",
        rule=r"\eta_t = \eta\,\min\left(1, \frac{t+1}{W}\right)",
        says="The step size grows by equal parts until the first {knob.warm} steps are done. "
        "At step {k} it is at {share:percent}.",
        source="Goyal et al. (2017), section 2.2, arXiv:1706.02677",
        variant="the first step is not zero",
    )

    def factor(self, t):
        return np.minimum(1, (t + 1) / self.warm)
