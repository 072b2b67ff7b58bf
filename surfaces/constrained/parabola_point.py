"""Three points satisfy the equations of Lagrange, and one of them is a maximum."""

from sympy import Rational, sqrt

from surfaces.calculus import x, y
from surfaces.problem import Constrained, Solution

problem = Constrained(
    name="Closest point of a parabola",
    objective=x**2 + (y - 1) ** 2,
    equalities=(y - x**2,),
    latex=r"\min x^2+(y-1)^2\quad\text{s.t.}\quad y=x^2",
    domain=((-2, 2), (-1, 3)),
    starts=((0.5, 0.5), (0, 0), (-1, 1)),
    solutions=[
        Solution(sqrt(2) / 2, Rational(1, 2), (1,)),
        Solution(-sqrt(2) / 2, Rational(1, 2), (1,)),
        Solution(0, 0, (2,), "max"),
    ],
    traits={"several solutions"},
    rate=0.1,
    teaches="Two minima that mirror each other, and between them a solution of the same equations that is a "
    "maximum along the curve: first derivatives alone do not tell them apart.",
    source="A textbook example",
)
