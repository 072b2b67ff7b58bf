"""Barzilai–Borwein: let the last step tell how curved the ground is, and go as far as that curvature suggests."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optim_core.algebra import dot
from optim_core.knob import choice, knob
from optim_core.method import About, Array, Method

SHORTEST, LONGEST = 1e-10, 1e10  # step lengths stay between these
LENGTHS = {"long": "long, sᵀs / sᵀy", "short": "short, sᵀy / yᵀy"}
PAPER = {"BB1": "long", "BB2": "short"}  # what the literature calls them


class State(NamedTuple):
    x: Array  # (n, *runs) the iterate
    g: Array  # (n, *runs) gradient there
    alpha: Array  # (*runs) length of the next step, in gradients


@dataclass(frozen=True)
class BarzilaiBorwein(Method[State]):
    """Gradient descent with the inverse of a secant curvature as step size; where that is negative, its amount."""

    variant: str = choice("long", LENGTHS, r"\alpha", "which secant curvature to trust", words=PAPER)
    alpha0: float = knob(1e-2, 1e-4, 1e-1, r"\alpha_0", "first step size", log=True, scale="gradient")

    about = About(
        name="Barzilai–Borwein",
        family="descent",
        update=r"x \gets x - \alpha\nabla f(x),\quad \alpha = \left|\frac{s^\top s}{s^\top y}\right|\ \text{or}\ "
        r"\left|\frac{s^\top y}{y^\top y}\right|",
        source="Barzilai & Borwein (1988), IMA J. Numer. Anal. 8:141–148",
        memory=2,
        variant="no line search; a negative curvature counts by its amount",
        trouble="the value goes up and down, and where the ground bends down it may jump far away",
    )

    def init(self, x, f):
        return State(x, f.grad(x), alpha=np.zeros_like(x[0]) + self.alpha0)

    def step(self, s, f):
        x = s.x - s.alpha * s.g
        g = f.grad(x)
        step, turn = x - s.x, g - s.g
        alpha = self.length(step, turn, s.alpha)
        return State(x, g, alpha), {"s": step, "y": turn, "d": -s.g}

    def length(self, s, y, old):
        """The next step length; the old one where the gradient has not turned at all."""
        above, below = (dot(s, s), dot(s, y)) if self.variant == "long" else (dot(s, y), dot(y, y))
        seen = (above != 0) & (below != 0)
        return np.where(seen, np.clip(np.abs(above / np.where(seen, below, 1)), SHORTEST, LONGEST), old)
