"""Small values of f do not mean that a root is near."""

from sympy import exp

from surfaces.calculus import x
from surfaces.equation import Equation

equation = Equation(
    name="A tail without a root",
    expression=x * exp(-x),
    latex=r"x\,e^{-x}",
    window=(-1, 6),
    starts=(0.5, 1, 2),
    roots=(0,),
    teaches="From 2 the points run off to infinity while f goes to zero: a small residual is not convergence to a "
    "root; at 1 the tangent is level.",
    source="A textbook example",
)
