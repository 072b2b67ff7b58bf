"""A flower with two best petals."""

from sympy import Rational, atan2, cos, sqrt

from surfaces.calculus import x, y
from surfaces.problem import Constrained, Solution

problem = Constrained(
    name="Simionescu",
    objective=x * y / 10,
    inequalities=(x**2 + y**2 - (cos(8 * atan2(x, y)) / 5 + 1) ** 2,),
    latex=r"\min 0.1xy\quad\text{s.t.}\quad x^2+y^2\le\left[1+0.2\cos(8\arctan\tfrac xy)\right]^2",
    domain=((-1.25, 1.25), (-1.25, 1.25)),
    starts=((0.5, -0.25), (1, 0.5), (0, 0)),
    solutions=[
        Solution(3 * sqrt(2) / 5, -3 * sqrt(2) / 5, (Rational(1, 20),)),
        Solution(-3 * sqrt(2) / 5, 3 * sqrt(2) / 5, (Rational(1, 20),)),
    ],
    inside=(0.2, 0.1),
    traits={"several solutions", "not convex"},
    rate=0.1,
    teaches="A saddle over a flower with eight petals: f pushes into two opposite petals, and both tips are "
    "global minima.",
    source="Simionescu (2014); Wikipedia, Test functions for optimization",
)
