"""Cosine decay: linger at both ends, hurry in between."""

from dataclasses import dataclass

import numpy as np

from optim_core.knob import knob
from optim_core.schedules.schedule import Card, Schedule


@dataclass(frozen=True)
class Cosine(Schedule):
    """Half a wave from 1 down to `low`, where it stays."""

    horizon: int = knob(300, 10, 5000, "T", "steps until the step size is lowest", log=True)
    low: float = knob(0.0, 0.0, 1.0, r"\ell", "share left at the end, of the step size")

    shares = (("horizon", 1.0),)
    card = Card(
        name="Cosine decay",
        rule=r"\eta_t = \eta\left(\ell + \tfrac12(1-\ell)\left(1+\cos\frac{\pi t}{T}\right)\right)",
        says="Half a wave, down to {knob.low:percent} of the step size at step {knob.horizon}. "
        "At step {k} it is at {share:percent}.",
        source="Loshchilov & Hutter (2017), eq. 5, arXiv:1608.03983",
    )

    def factor(self, t):
        return half_wave(np.minimum(t / self.horizon, 1), self.low)


def half_wave(share, low):
    """From 1 at share 0 down to `low` at share 1."""
    return low + (1 - low) * (1 + np.cos(np.pi * share)) / 2
