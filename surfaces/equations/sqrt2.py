"""Every step doubles the number of right digits."""

from sympy import sqrt

from surfaces.calculus import x
from surfaces.equation import Equation

equation = Equation(
    name="Square root of two",
    expression=x**2 - 2,
    latex=r"x^2-2",
    window=(-1, 3),
    starts=(1, 3, 0),
    roots=(sqrt(2), -sqrt(2)),
    teaches="Heron's square root: from 1 come 3/2, 17/12, 577/408, and the number of right digits doubles each time; "
    "from 0 the tangent is level and there is no next point.",
    source="Heron of Alexandria, Metrica, book I",
)
