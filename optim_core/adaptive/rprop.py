"""Rprop: lengthen the stride while the slope keeps its sign, shorten it when the sign flips."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optim_core.knob import knob
from optim_core.method import About, Array, Method

SHORTEST, LONGEST = 1e-6, 50.0  # strides stay between these


class State(NamedTuple):
    x: Array  # (n, *runs) the iterate
    g: Array  # (n, *runs) the last slope; 0 where its sign flipped
    stride: Array  # (n, *runs) how far each coordinate goes


@dataclass(frozen=True)
class Rprop(Method[State]):
    """Only signs count; a coordinate whose slope changed its sign rests for one step."""

    lr: float = knob(0.01, 1e-3, 1.0, r"\Delta_0", "first stride", log=True, scale="length")
    shrink: float = knob(0.5, 0.1, 0.9, r"\eta^-", "factor when the sign flips")
    grow: float = knob(1.2, 1.05, 2.0, r"\eta^+", "factor while the sign stays")

    about = About(
        name="Rprop",
        family="adaptive",
        update=r"\Delta \gets \Delta\cdot\begin{cases}\eta^+ & g\,g_{\text{old}}>0\\ \eta^- & g\,g_{\text{old}}<0"
        r"\end{cases},\quad x \gets x - \operatorname{sign}(g)\,\Delta",
        source="Riedmiller & Braun (1993), IEEE ICNN; Igel & Hüsken (2003), Neurocomputing 50:105–123 (iRprop−)",
        memory=2,
        variant="iRprop−: after a flip the slope is forgotten and the coordinate does not move",
        trouble="needs exact gradients: noise flips signs, and every flip shortens the stride",
    )

    paced = False  # lr is only how it begins; after that each coordinate finds its own stride

    def init(self, x, f):
        return State(x, g=np.zeros_like(x), stride=np.zeros_like(x) + self.lr)

    def step(self, s, f):
        g = f.grad(s.x)
        kept, flipped = g * s.g > 0, g * s.g < 0
        factor = np.where(kept, self.grow, np.where(flipped, self.shrink, 1))
        stride = np.clip(s.stride * factor, SHORTEST, LONGEST)
        g = np.where(flipped, 0, g)
        return State(s.x - np.sign(g) * stride, g, stride), {"flipped": flipped}
