"""In exact arithmetic for ever, in floating point as long as no digit is lost."""

from sympy import sqrt

from surfaces.calculus import x
from surfaces.equation import Equation

equation = Equation(
    name="A cycle that rounding breaks",
    expression=x**3 - 5 * x,
    latex=r"x^3-5x",
    window=(-3, 3),
    starts=(1, 1.01, 0.9),
    roots=(0, sqrt(5), -sqrt(5)),
    teaches="From exactly 1 the points alternate between 1 and -1 for ever; the cycle repels, so the smallest error, "
    "say 1e-12, grows until some root is reached.",
    source="A textbook example",
)
