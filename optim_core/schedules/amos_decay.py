"""Amos decay: step size and weight decay derived from how far the weights must travel, fading together."""

from dataclasses import dataclass, replace
from typing import ClassVar

from optim_core.knob import knob, knobs_of
from optim_core.schedules.schedule import Card, Schedule


@dataclass(frozen=True)
class AmosDecay(Schedule):
    """For updates of unit size in every coordinate (sign methods): it sets `lr` and, where there is one,
    `weight_decay`; both relative rates fade as 1 / (1 + κ t)."""

    alpha0: float = knob(0.05, 1e-4, 1e-1, r"\alpha_0", "first step, relative to the size of the weights", log=True)
    sigma: float = knob(0.5, 0.01, 1.0, r"\sigma", "size of a weight", log=True)
    kappa: float = knob(0.01, 0.0, 1.0, r"\kappa", "speed of the decay: halved after 1/κ steps")
    q: float = knob(1.0, 0.1, 10.0, "q", "share of the weights along the way still to go; eases the decay", log=True)

    decides: ClassVar[tuple[str, ...]] = ("lr", "weight_decay")
    card = Card(
        name="Amos decay",
        rule=r"\eta_t = \frac{\alpha_0\sigma}{1+\kappa t},\quad \lambda = \frac{\alpha_0}{2 q\sigma}",
        says="The first step is {knob.alpha0:percent} of a weight of size {knob.sigma}; from then on it is divided by "
        "a number that grows by {knob.kappa} with every step, and so is the pull of the weight decay.",
        source="Tian & Parikh (2022), arXiv:2210.11693; Su (2022), kexue.fm/archives/9344",
        variant="for sign updates, whose length is the root of the number of weights",
    )

    def factor(self, t):
        return self.alpha0 * self.sigma / (1 + self.kappa * t)

    def at(self, method, t):
        plan = {"lr": self.factor(t), "weight_decay": self.alpha0 / (2 * self.q * self.sigma)}
        return replace(method, **{name: plan[name] for name in plan if name in knobs_of(method)})
