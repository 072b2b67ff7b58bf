"""A step can lead out of the domain, and then there is no value to go on with."""

from sympy import log

from surfaces.calculus import x
from surfaces.equation import Equation

equation = Equation(
    name="Logarithm",
    expression=log(x),
    latex=r"\ln x",
    window=(0.05, 4),
    starts=(2, 2.718281828459045, 3),
    roots=(1,),
    teaches="From 2 all is well; from e the step lands on 0, and from 3 on a negative number, where the logarithm is "
    "not defined. A method must check.",
    source="A textbook example",
)
