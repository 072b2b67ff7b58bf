"""From the flat side one is thrown far out and walks back step by step."""

from sympy import exp, log

from surfaces.calculus import x
from surfaces.equation import Equation

equation = Equation(
    name="Logarithm of two",
    expression=exp(x) - 2,
    latex=r"e^x-2",
    window=(-3, 3),
    starts=(0, -3),
    roots=(log(2),),
    teaches="From 0 it converges at once; from -3 the almost level tangent throws the point out to 36, from where it "
    "comes back by about 1 per step.",
    source="A textbook example",
)
