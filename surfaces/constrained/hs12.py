"""A bowl over an ellipse, with a solution in whole numbers."""

from sympy import Rational

from surfaces.calculus import x, y
from surfaces.problem import Constrained, Solution
from surfaces.regions import Ellipse

problem = Constrained(
    name="HS12",
    objective=x**2 / 2 - x * y - 7 * x + y**2 - 7 * y,
    inequalities=(4 * x**2 + y**2 - 25,),
    latex=r"\min \tfrac12x^2+y^2-xy-7x-7y\quad\text{s.t.}\quad 4x^2+y^2\le25",
    domain=((-4, 4), (-6, 6)),
    starts=((0, 0),),
    solutions=[Solution(2, 3, (Rational(1, 2),))],
    region=Ellipse(4, 0, 1, 25),
    inside=(0, 0),
    traits={"convex"},
    rate=0.1,
    teaches="A convex quadratic over an ellipse; the minimum lies on the edge at (2, 3), with multiplier 1/2.",
    source="Hock & Schittkowski (1981), problem 12",
)
