"""Back and forth for ever, neither nearer nor farther."""

from sympy import Abs, sign, sqrt

from surfaces.calculus import x
from surfaces.equation import Equation

equation = Equation(
    name="Signed square root",
    expression=sign(x) * sqrt(Abs(x)),
    latex=r"\operatorname{sgn}(x)\sqrt{|x|}",
    window=(-4, 4),
    starts=(1, 3),
    roots=(0,),
    teaches="Every step leads from x to -x: a cycle from every start, exactly on the border between convergence and "
    "divergence.",
    source="A textbook example",
)
