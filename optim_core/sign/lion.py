"""Lion: the sign of a momentum that looks one gradient further than the one it remembers."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optim_core.knob import knob
from optim_core.method import About, Array, Method


class State(NamedTuple):
    x: Array  # (n, *runs) the iterate
    m: Array  # (n, *runs) moving average of the gradient


@dataclass(frozen=True)
class Lion(Method[State]):
    """Two memories in one slot: `beta1` mixes the gradient into the step, `beta2` into what is remembered."""

    lr: float = knob(0.01, 1e-4, 0.5, r"\eta", "step of every coordinate", log=True, scale="length")
    beta1: float = knob(0.9, 0.0, 0.999, r"\beta_1", "memory of the direction, for this step")
    beta2: float = knob(0.99, 0.0, 0.999, r"\beta_2", "memory of the direction, for the next steps")
    weight_decay: float = knob(0.0, 0.0, 1.0, r"\lambda", "pull towards the origin, apart from the sign")

    about = About(
        name="Lion",
        family="sign-based",
        update=r"u = \operatorname{sign}(\beta_1 m + (1-\beta_1)g),\quad x \gets x - \eta\,(u + \lambda x),\quad "
        r"m \gets \beta_2 m + (1-\beta_2)g,\quad g = \nabla f(x)",
        source="Chen et al. (2023), Algorithm 2, arXiv:2302.06675",
        memory=1,
        variant="the momentum is updated after it is used; decay decoupled; sign(0) = 0",
        trouble="a coordinate whose slope has become zero walks on at full stride: a fading momentum keeps its sign",
    )

    def init(self, x, f):
        return State(x, m=np.zeros_like(x))

    def step(self, s, f):
        g = f.grad(s.x)
        u = np.sign(self.beta1 * s.m + (1 - self.beta1) * g)
        x = s.x - self.lr * (u + self.weight_decay * s.x)
        m = self.beta2 * s.m + (1 - self.beta2) * g
        return State(x, m), {"g": g, "u": u}
