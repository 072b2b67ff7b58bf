"""Constant: the same step size for ever; noise and overshooting never fade."""

from dataclasses import dataclass

from optim_core.schedules.schedule import Card, Schedule


@dataclass(frozen=True)
class Constant(Schedule):
    """No change at all."""

    card = Card(
        name="Constant",
        rule=r"\eta_t = \eta",
        says="The step size stays as it is set.",
        source="Robbins & Monro (1951) show why it cannot settle under noise",
    )

    def factor(self, t):
        return 1.0
