"""Halley: the tangent also knows how the curve bends away from it."""

from dataclasses import dataclass
from typing import NamedTuple

from optim_core.method import About, Array, Method
from optim_core.root_finding.complex import over, product


class State(NamedTuple):
    x: Array  # (2, *runs) the iterate: its real and its imaginary part


@dataclass(frozen=True)
class Halley(Method[State]):
    """Error after a step near a simple root: a multiple of the third power of the error before."""

    needs = ("image",)
    symbols = (("fx", "y"), ("slope", "m"), ("tangent", "f'"), ("bend", "f''"))
    about = About(
        name="Halley's method",
        family="root finding",
        update=r"x \gets x - \frac{f(x)}{f'(x) - \frac{f(x)\,f''(x)}{2 f'(x)}}",
        source="Halley (1694); Scavo & Thoo (1995), American Mathematical Monthly 102:417-426",
        memory=0,
        cost="1 value and 2 derivatives per step",
        variant="written as a line to the axis whose slope is that of the tangent, corrected for the bend",
        trouble="where the corrected line is level it leads as far astray as a level tangent",
    )

    def init(self, x, f):
        return State(x)

    def step(self, s, f):
        fx, tangent, bend = f.image(s.x), f.derivative(s.x), f.second(s.x)
        slope = corrected(fx, tangent, bend)
        d = over(fx, slope)
        return State(s.x - d), {"fx": fx, "tangent": tangent, "bend": bend, "slope": slope, "d": d}


def corrected(fx, tangent, bend):
    """The slope of the tangent, corrected for half of what the bend changes on the way to the axis."""
    return tangent - over(product(fx, bend), 2 * tangent)
