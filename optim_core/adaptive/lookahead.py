"""Lookahead: send a scout ahead for k steps, then follow only part of the way."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optim_core.knob import knob
from optim_core.method import About, Array, Method


class State(NamedTuple):
    x: Array  # (n, *runs) the fast point, the scout
    slow: Array  # (n, *runs) the slow point, where the scout comes back to
    t: int  # steps taken


@dataclass(frozen=True)
class Lookahead(Method[State]):
    """Gradient descent as the scout: its zig-zag is averaged away every k steps."""

    lr: float = knob(1e-2, 1e-5, 1.0, r"\eta", "step size of the scout", log=True, scale="gradient")
    k: int = knob(5, 1, 20, "k", "steps of the scout between two meetings")
    alpha: float = knob(0.5, 0.0, 1.0, r"\alpha", "share of the way that is followed")

    about = About(
        name="Lookahead",
        family="adaptive",
        update=r"x \gets x - \eta\nabla f(x);\quad\text{every } k \text{ steps}\quad "
        r"\phi \gets \phi + \alpha(x - \phi),\ x \gets \phi",
        source="Zhang, Lucas, Hinton & Ba (2019), Algorithm 1, arXiv:1907.08610",
        memory=1,
        variant="gradient descent as the inner method; the drawn point is the fast one",
        trouble="every meeting gives back part of the way: slower than the scout alone where the scout is right",
    )

    def init(self, x, f):
        return State(x, slow=x, t=0)

    def step(self, s, f):
        t, g = s.t + 1, f.grad(s.x)
        fast = s.x - self.lr * g
        meet = t % self.k == 0
        slow = np.where(meet, s.slow + self.alpha * (fast - s.slow), s.slow)
        return State(np.where(meet, slow, fast), slow, t), {"g": g, "scout": fast}
