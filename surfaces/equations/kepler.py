"""Where a planet is at a given hour is the answer to an equation that must be iterated."""

from sympy import sin

from surfaces.calculus import x
from surfaces.equation import Equation

equation = Equation(
    name="Kepler's equation",
    expression=x - 0.9 * sin(x) - 1,
    latex=r"x-0.9\sin x-1",
    window=(-1, 4),
    starts=(1, 3),
    roots=(1.8620866868745323,),
    teaches="The eccentric anomaly for eccentricity 0.9 and mean anomaly 1: solved by iteration ever since Kepler.",
    source="Kepler (1609), Astronomia Nova",
)
