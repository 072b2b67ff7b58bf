"""A whole interval of starts goes in circles and never arrives."""

from surfaces.calculus import x
from surfaces.equation import Equation

equation = Equation(
    name="An attracting cycle",
    expression=x**3 - 2 * x + 2,
    latex=r"x^3-2x+2",
    window=(-3, 3),
    starts=(0, 0.1, -2),
    roots=(-1.7692923542386314,),
    teaches="From 0 Newton's method jumps to 1 and back again, and this cycle attracts: from 0.1 too one ends in it, "
    "while from -2 the root is reached.",
    source="Smale (1985), Bulletin of the AMS 13, 87-121",
)
