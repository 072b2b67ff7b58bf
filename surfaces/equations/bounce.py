"""One level tangent, and the point is out of the picture for two hundred steps."""

from surfaces.calculus import x
from surfaces.equation import Equation

equation = Equation(
    name="Bounce",
    expression=x**20 - 1,
    latex=r"x^{20}-1",
    window=(0, 2),
    starts=(0.5, 0.9),
    roots=(1,),
    teaches="From 0.5 the first step leads to 26214.875, and each further one takes back only 5 percent of it.",
    source="A textbook example",
)
