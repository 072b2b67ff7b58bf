"""Secant: where no derivative is known, the line through the last two points takes the place of the tangent."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optim_core.knob import knob
from optim_core.method import About, Array, Method
from optim_core.root_finding.complex import over


class State(NamedTuple):
    x: Array  # (2, *runs) the iterate: its real and its imaginary part
    fx: Array  # (2, *runs) what f is there
    before: Array  # (2, *runs) the iterate before
    f_before: Array  # (2, *runs) what f was there


@dataclass(frozen=True)
class Secant(Method[State]):
    """Error after a step near a simple root: f″/(2f′) times the product of the last two errors."""

    h: float = knob(0.5, 1e-6, 2.0, "h", "second point: how far from the start it lies", log=True)

    needs = ("image",)
    symbols = (("fx", "y"), ("slope", "m"), ("before", "x_{-}"), ("f_before", "y_{-}"))
    about = About(
        name="Secant method",
        family="root finding",
        update=r"x_{k+1} = x_k - f(x_k)\,\frac{x_k - x_{k-1}}{f(x_k) - f(x_{k-1})}",
        source="Dennis & Schnabel (1983), section 2.6; Papakonstantinou & Tapia (2013), Amer. Math. Monthly 120:500",
        memory=2,
        cost="1 value per step",
        variant="the point before the first is the start plus h",
        trouble="two points of equal height: their line is level and meets the axis nowhere",
    )

    def init(self, x, f):
        before = np.stack([x[0] + self.h, x[1]])
        return State(x, f.image(x), before, f.image(before))

    def step(self, s, f):
        slope = over(s.fx - s.f_before, s.x - s.before)
        d = over(s.fx, slope)
        x = s.x - d
        return State(x, f.image(x), s.x, s.fx), {"slope": slope, "d": d}
