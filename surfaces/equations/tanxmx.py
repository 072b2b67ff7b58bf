"""Near a pole the tangent leads over it into another world."""

from sympy import tan

from surfaces.calculus import x
from surfaces.equation import Equation

equation = Equation(
    name="Tangent",
    expression=tan(x) - x,
    latex=r"\tan x-x",
    window=(3.5, 5),
    starts=(4.5, 4.3, 4),
    roots=(4.493409457909064,),
    teaches="From 4.5 and 4.3 the root is reached, from 4.0 a step jumps over the pole to another branch: poles make "
    "starts sensitive.",
    source="A textbook example",
)
