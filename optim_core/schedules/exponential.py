"""Exponential decay: lose the same share of the step size at every step."""

from dataclasses import dataclass

from optim_core.knob import knob
from optim_core.schedules.schedule import Card, Schedule


@dataclass(frozen=True)
class Exponential(Schedule):
    """All steps together reach only 1 / (1 − γ) times as far as the first: too fast a decay never arrives."""

    drop: float = knob(0.99, 0.8, 1.0, r"\gamma", "factor of every step")

    card = Card(
        name="Exponential decay",
        rule=r"\eta_t = \eta\,\gamma^t",
        says="Every step keeps {knob.drop:percent} of the step size before it. At step {k} it is at {share:percent}.",
        source="Goodfellow et al. (2016), section 8.3",
    )

    def factor(self, t):
        return self.drop**t
