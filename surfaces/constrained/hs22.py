"""A lens between a line and a parabola."""

from sympy import Rational

from surfaces.calculus import x, y
from surfaces.problem import Constrained, Solution

problem = Constrained(
    name="HS22",
    objective=(x - 2) ** 2 + (y - 1) ** 2,
    inequalities=(x + y - 2, x**2 - y),
    latex=r"\min (x-2)^2+(y-1)^2\quad\text{s.t.}\quad x+y\le2,\ x^2\le y",
    domain=((-2, 3), (-1, 3)),
    starts=((2, 2),),
    solutions=[Solution(1, 1, (Rational(2, 3), Rational(2, 3)))],
    inside=(0, 1),
    traits={"convex", "corner"},
    rate=0.1,
    teaches="Two active constraints share the load equally: both multipliers are 2/3.",
    source="Hock & Schittkowski (1981), problem 22",
)
