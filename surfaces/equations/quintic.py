"""No formula with roots solves it, and a tangent does in five steps."""

from surfaces.calculus import x
from surfaces.equation import Equation

equation = Equation(
    name="Quintic",
    expression=x**5 - x - 1,
    latex=r"x^5-x-1",
    window=(-2, 2),
    starts=(1, 0),
    roots=(1.1673039782614187,),
    teaches="Not solvable by radicals, and easy by tangents from 1; from 0, however, one is caught for ever in a cycle "
    "of three points.",
    source="The standard example for the Abel-Ruffini theorem",
)
