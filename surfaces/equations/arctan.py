"""Close enough is all, and here one can say how close."""

from sympy import atan

from surfaces.calculus import x
from surfaces.equation import Equation

equation = Equation(
    name="Arc tangent",
    expression=atan(x),
    latex=r"\arctan x",
    window=(-6, 6),
    starts=(1, 1.3917452002707350, 1.5),
    roots=(0,),
    teaches="Newton's method converges only from |x| below 1.3917; there it cycles, and beyond each step throws it "
    "farther out. Damping by a line search cures it.",
    source="Dennis & Schnabel (1983), Numerical Methods for Unconstrained Optimization",
)
