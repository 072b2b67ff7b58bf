"""Heavy ball: a rolling stone remembers where it was going."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optim_core.knob import knob
from optim_core.method import About, Array, Method


class State(NamedTuple):
    x: Array  # (n, *runs) the iterate
    b: Array  # (n, *runs) the momentum: gradients so far, older ones fading
    t: int  # steps taken


@dataclass(frozen=True)
class HeavyBall(Method[State]):
    """Polyak's momentum; `dampening` weakens every new gradient but the first."""

    lr: float = knob(2e-3, 1e-5, 0.1, r"\eta", "step size", log=True, scale="gradient")
    momentum: float = knob(0.9, 0.0, 0.99, r"\mu", "share of the last direction that is kept")
    dampening: float = knob(0.0, 0.0, 0.99, r"\tau", "weakens each new gradient")

    about = About(
        name="Heavy ball",
        family="descent",
        update=r"b \gets \mu b + (1-\tau)\nabla f(x),\quad x \gets x - \eta b",
        source="Polyak (1964), USSR Comp. Math. Math. Phys. 4(5):1–17",
        memory=1,
        variant="step size outside the momentum; the first gradient is not dampened",
        trouble="overshoots and circles around the minimum when the momentum is large",
    )

    def init(self, x, f):
        return State(x, b=np.zeros_like(x), t=0)

    def step(self, s, f):
        g = f.grad(s.x)
        b = np.where(s.t == 0, g, self.momentum * s.b + (1 - self.dampening) * g)
        x = s.x - self.lr * b
        return State(x, b, s.t + 1), {"g": g}
