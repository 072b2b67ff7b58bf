"""At a double root the digits no longer double: each step just halves the error."""

from surfaces.calculus import x
from surfaces.equation import Equation

equation = Equation(
    name="Double root",
    expression=(x - 1) ** 2,
    latex=r"(x-1)^2",
    window=(-1, 3),
    starts=(2, -0.5),
    roots=(1,),
    multiplicity=2,
    teaches="Slope and value vanish together, so convergence is only linear with rate 1/2; doubling the step restores "
    "the quadratic speed.",
    source="Schröder (1870), Mathematische Annalen 2",
)
