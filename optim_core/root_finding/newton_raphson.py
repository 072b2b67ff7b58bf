"""Newton–Raphson: follow the tangent down to the axis, and look again from there."""

from dataclasses import dataclass
from typing import NamedTuple

from optim_core.knob import knob
from optim_core.method import About, Array, Method
from optim_core.root_finding.complex import over


class State(NamedTuple):
    x: Array  # (2, *runs) the iterate: its real and its imaginary part


@dataclass(frozen=True)
class NewtonRaphson(Method[State]):
    """Error after a step near a simple root: f″/(2f′) times the square of the error before.

    At a root of multiplicity m it is only 1 − 1/m times the error; `times` = m makes it quadratic again.
    """

    times: float = knob(1.0, 0.1, 5.0, "p", "multiplicity of the root: so many times the way to the axis is gone")

    needs = ("image",)
    symbols = (("fx", "y"), ("slope", "m"))
    about = About(
        name="Newton-Raphson",
        family="root finding",
        update=r"x \gets x - p\,\frac{f(x)}{f'(x)}",
        source="Newton (1669), Raphson (1690); Ypma (1995), SIAM Review 37:531-551; p: Schröder (1870)",
        memory=0,
        cost="1 value and 1 derivative per step",
        trouble="a level tangent meets the axis nowhere; from far away it may cycle or run off",
    )

    def init(self, x, f):
        return State(x)

    def step(self, s, f):
        fx, slope = f.image(s.x), f.derivative(s.x)
        d = over(fx, slope)
        return State(s.x - self.times * d), {"fx": fx, "slope": slope, "d": d}
