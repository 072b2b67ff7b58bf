"""Adafactor: relative steps, clipped when the gradient surprises, with a memory that grows longer by itself."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optim_core.algebra import norm
from optim_core.knob import knob
from optim_core.method import About, Array, Method

TINY = 2.0**-52  # no slope is thought to be smaller when the update is scaled


class State(NamedTuple):
    x: Array  # (n, *runs) the iterate
    v: Array  # (n, *runs) average of the squared slope over more and more steps
    t: int  # steps taken


@dataclass(frozen=True)
class Adafactor(Method[State]):
    """For a vector, so the squared slopes are kept in full and not as a row and a column."""

    lr: float = knob(0.1, 1e-3, 0.5, r"\eta", "length of a step relative to x, before it fades as 1/√t", log=True)
    decay: float = knob(0.8, 0.5, 1.0, r"\gamma", "how fast the memory of the scale grows")
    smallest: float = knob(1e-3, 1e-6, 1.0, r"\epsilon_2", "size that x is said to have at least", log=True)
    clip: float = knob(1.0, 1.0, 4.0, "d", "longest update, as a root mean square")

    about = About(
        name="Adafactor",
        family="adaptive",
        update=r"U = \frac{g}{\sqrt v},\quad x \gets x - \rho\,\frac{U}{\max(1, \operatorname{RMS}(U)/d)},\quad "
        r"\rho = \max(\epsilon_2, \operatorname{RMS}(x))\min(\eta, \tfrac1{\sqrt t})",
        source="Shazeer & Stern (2018), Algorithms 4 and 5, arXiv:1804.04235",
        memory=1,
        variant="vector parameter, relative step size, no momentum, as in torch",
        trouble="its steps fade and scale with the distance from the origin, so near the origin it creeps",
    )

    def init(self, x, f):
        return State(x, v=np.zeros_like(x), t=0)

    def step(self, s, f):
        t, g = s.t + 1, f.grad(s.x)
        fresh = t**-self.decay  # share of the newest slope: 1 at first
        v = (1 - fresh) * s.v + fresh * g**2
        U = g / np.maximum(np.sqrt(v), TINY)
        rate = np.maximum(self.smallest, root_mean_square(s.x)) * np.minimum(self.lr, 1 / np.sqrt(t))
        clipped = U / np.maximum(1, root_mean_square(U) / self.clip)
        return State(s.x - rate * clipped, v, t), {"g": g, "U": U, "rate": rate}


def root_mean_square(a):
    """The usual size of a coordinate, `(n, *runs) -> (*runs)`."""
    return norm(a) / np.sqrt(len(a))
