"""A root everyone sees, and Newton's method flees from it."""

from sympy import Abs, Rational, sign

from surfaces.calculus import x
from surfaces.equation import Equation

equation = Equation(
    name="Cube root",
    expression=sign(x) * Abs(x) ** Rational(1, 3),
    latex=r"\sqrt[3]{x}",
    window=(-8, 8),
    starts=(1, 0.1),
    roots=(0,),
    teaches="At the root the tangent is vertical: every step leads from x to -2x, so the method diverges from every "
    "start, however near.",
    source="A textbook example",
)
