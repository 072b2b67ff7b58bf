"""A bumpy field whose lowest point lies exactly on the fence."""

from sympy import Rational, sin, sqrt

from surfaces.calculus import x, y
from surfaces.problem import Constrained, Solution

problem = Constrained(
    name="Keane's bump",
    objective=-(sin(x - y) ** 2) * sin(x + y) ** 2 / sqrt(x**2 + 2 * y**2),
    inequalities=(Rational(3, 4) - x * y, x + y - 15),
    latex=r"\max \frac{\left|\cos^4x+\cos^4y-2\cos^2x\cos^2y\right|}{\sqrt{x^2+2y^2}}"
    r"\quad\text{s.t.}\quad xy\ge0.75,\ x+y\le15,\ 0<x,y<10",
    domain=((0.01, 10), (0.01, 10)),
    starts=((2, 1), (3, 3), (1, 2)),
    solutions=[Solution(1.600860437285313, 0.4684980542537647, (0.5332139750376815, 0))],
    inside=(2, 2),
    traits={"several solutions", "not convex"},
    rate=0.1,
    teaches="Many hollows, and the deepest point allowed lies on the hyperbola xy = 3/4, where f would still fall "
    "further.",
    source="Keane (1994), in two dimensions",
)
