"""Warm restarts: cool down, then jump back to full step size and look elsewhere."""

from dataclasses import dataclass

import numpy as np

from optim_core.knob import knob
from optim_core.schedules.cosine import half_wave
from optim_core.schedules.schedule import Card, Schedule

ROUNDING = 1e-9  # smaller than the gap between two steps, larger than the error of a logarithm


@dataclass(frozen=True)
class WarmRestarts(Schedule):
    """Cosine decay over and over; each round is `stretch` times as long as the one before."""

    period: int = knob(50, 1, 1000, "T_0", "steps of the first round", log=True)
    stretch: int = knob(2, 1, 4, r"T_{\text{mult}}", "how much longer each round is")
    low: float = knob(0.0, 0.0, 1.0, r"\ell", "share left at the end, of the step size")

    shares = (("period", 1 / 6),)
    card = Card(
        name="Warm restarts",
        rule=r"\eta_t = \eta\left(\ell + \tfrac12(1-\ell)\left(1+\cos\frac{\pi\,T_{\text{cur}}}{T_i}\right)\right)",
        says="Half a wave down, then back to the full step size: the first wave takes {knob.period} steps, each later "
        "one {knob.stretch} times as many as the one before. At step {k} the step size is at {share:percent}.",
        source="Loshchilov & Hutter (2017), eq. 5, arXiv:1608.03983 (SGDR)",
    )

    def factor(self, t):
        grows = self.stretch > 1
        m = np.where(grows, self.stretch, 2)  # 2 stands in where the rounds are equal: the sums below need m > 1
        rounds = np.floor(np.log(1 + t * (m - 1) / self.period) / np.log(m) + ROUNDING)
        length = self.period * m**rounds
        passed = t - (length - self.period) / (m - 1)  # since the last restart: the rounds are a geometric series
        share = np.where(grows, passed / length, t % self.period / self.period)  # of the round
        return half_wave(share, self.low)
