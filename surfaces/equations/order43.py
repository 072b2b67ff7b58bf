"""The order of convergence is paid for with smoothness."""

from sympy import Abs, Rational

from surfaces.calculus import x
from surfaces.equation import Equation

equation = Equation(
    name="Not quite smooth",
    expression=x + Abs(x) ** Rational(4, 3),
    latex=r"x+|x|^{4/3}",
    window=(-0.2, 1),
    starts=(1, 0.5),
    roots=(0,),
    teaches="The root is simple, but the second derivative is infinite there: instead of order 2 only order 4/3 is "
    "left.",
    source="A textbook example",
)
