"""Damped Newton-Raphson: the tangent says where to, and |f| says how much of the way."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optim_core.knob import knob
from optim_core.method import About, Array, Method
from optim_core.root_finding.complex import over

SHORTEST = 1e-12  # give up below this share


class State(NamedTuple):
    x: Array  # (2, *runs) the iterate: its real and its imaginary part


@dataclass(frozen=True)
class DampedNewtonRaphson(Method[State]):
    """The whole way is tried first, so near a root it becomes Newton's method."""

    c1: float = knob(1e-4, 1e-6, 0.4, "c_1", "decrease of |f| asked of a step", log=True)

    needs = ("image",)
    symbols = (("fx", "y"), ("slope", "m"))
    about = About(
        name="Damped Newton-Raphson",
        family="root finding",
        update=r"x \gets x - \alpha\,\frac{f(x)}{f'(x)},\quad "
        r"\alpha \in \{1, \tfrac12, \tfrac14, \dots\}:\ |f(x^{+})| \le (1 - c_1\,\alpha)\,|f(x)|",
        source="Dennis & Schnabel (1983), section 2.5; Deuflhard (2004), section 3.1",
        memory=0,
        cost="1 value, 1 derivative and 1 more value for every share that is tried",
        trouble="it never climbs: where |f| is lowest without being zero it stays",
    )

    def init(self, x, f):
        return State(x)

    def step(self, s, f):
        fx, slope = f.image(s.x), f.derivative(s.x)
        d = over(fx, slope)
        alpha = self.share(f, s.x, d)
        return State(s.x - alpha * d), {"fx": fx, "slope": slope, "d": d, "alpha": alpha}

    def share(self, f, x, d):
        """The first of 1, ½, ¼, … of the way on which |f| falls enough; 0 if none does."""
        here = f(x)

        def too_far(alpha, height):
            return ~(height <= (1 - self.c1 * alpha) * here) & (alpha > SHORTEST)

        def half(alpha, height):
            return 0.5 * alpha, f(x - 0.5 * alpha * d)

        alpha, height = f.loop(too_far, half, (1 + 0 * here, f(x - d)))
        return np.where(height <= (1 - self.c1 * alpha) * here, alpha, 0)
