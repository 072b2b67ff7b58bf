"""Five curves leave three corners to choose from."""

from sympy import Rational, sqrt

from surfaces.calculus import x, y
from surfaces.problem import Constrained, Solution

problem = Constrained(
    name="HS23",
    objective=x**2 + y**2,
    inequalities=(1 - x - y, 1 - x**2 - y**2, 9 - 9 * x**2 - y**2, y - x**2, x - y**2),
    latex=r"\min x^2+y^2\quad\text{s.t.}\quad x+y\ge1,\ x^2+y^2\ge1,\ 9x^2+y^2\ge9,\ x^2\ge y,\ y^2\ge x",
    domain=((-2, 4), (-2, 4)),
    starts=((3, 1),),
    solutions=[
        Solution(1, 1, (0, 0, 0, 2, 2)),
        Solution(
            -sqrt(5) / 2 - Rational(1, 2),
            sqrt(5) / 2 + Rational(3, 2),
            (9 * sqrt(5) / 5 + 5, 0, 0, 4 * sqrt(5) / 5 + 2, 0),
            "local",
        ),
        Solution(
            sqrt(5) / 2 + Rational(3, 2),
            -sqrt(5) / 2 - Rational(1, 2),
            (9 * sqrt(5) / 5 + 5, 0, 0, 0, 4 * sqrt(5) / 5 + 2),
            "local",
        ),
    ],
    inside=(2, 2),
    traits={"several solutions", "corner", "not convex"},
    rate=0.1,
    teaches="The region is not convex, and three of its corners are local minima; the best is where the two "
    "parabolas meet.",
    source="Hock & Schittkowski (1981), problem 23",
)
