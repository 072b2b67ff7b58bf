"""Inverse-time decay: slow enough to reach any place, fast enough to quiet any noise."""

from dataclasses import dataclass

from optim_core.knob import knob
from optim_core.schedules.schedule import Card, Schedule


@dataclass(frozen=True)
class InverseTime(Schedule):
    """The steps add up to infinity, their squares do not: the condition of Robbins and Monro."""

    kappa: float = knob(0.01, 1e-4, 1.0, r"\kappa", "speed of the decay: halved after 1/κ steps", log=True)

    card = Card(
        name="Inverse-time decay",
        rule=r"\eta_t = \frac{\eta}{1+\kappa t}",
        says="The step size is divided by a number that grows by {knob.kappa} with every step. "
        "At step {k} it is at {share:percent}.",
        source="Robbins & Monro (1951), condition (8)",
    )

    def factor(self, t):
        return 1 / (1 + self.kappa * t)
