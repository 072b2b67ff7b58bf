"""SAM: ask for the slope at the worst point nearby, and sharp valleys lose their pull."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optim_core.algebra import norm
from optim_core.knob import knob
from optim_core.method import About, Array, Method


class State(NamedTuple):
    x: Array  # (n, *runs) the iterate


@dataclass(frozen=True)
class SAM(Method[State]):
    """Gradient descent with the gradient taken `rho` uphill of where it stands."""

    lr: float = knob(5e-3, 1e-5, 1.0, r"\eta", "step size", log=True, scale="gradient")
    rho: float = knob(0.05, 0.0, 2.0, r"\rho", "how far uphill to ask")

    about = About(
        name="SAM",
        family="adaptive",
        update=r"\hat\epsilon = \rho\,\frac{\nabla f(x)}{\|\nabla f(x)\|},\quad "
        r"x \gets x - \eta\,\nabla f(x + \hat\epsilon)",
        source="Foret, Kleiner, Mobahi & Neyshabur (2021), Algorithm 1, arXiv:2010.01412",
        memory=1,
        cost="2 gradients per step",
        variant="gradient descent as the base method; the probe is x itself where the slope is 0",
        trouble="it cannot settle: near a minimum the slope uphill never vanishes",
    )

    def init(self, x, f):
        return State(x)

    def step(self, s, f):
        g = f.grad(s.x)
        length = norm(g)
        probe = s.x + self.rho * g / np.where(length == 0, 1, length)
        g_probe = f.grad(probe)
        return State(s.x - self.lr * g_probe), {"g": g, "probe": probe, "g_probe": g_probe}
