"""One equation and one inequality leave nothing free."""

from sympy import Rational, sqrt

from surfaces.calculus import x, y
from surfaces.problem import Constrained, Solution

problem = Constrained(
    name="HS14",
    objective=(x - 2) ** 2 + (y - 1) ** 2,
    equalities=(x - 2 * y + 1,),
    inequalities=(x**2 / 4 + y**2 - 1,),
    latex=r"\min (x-2)^2+(y-1)^2\quad\text{s.t.}\quad x-2y+1=0,\ \tfrac{x^2}4+y^2\le1",
    domain=((-2, 3), (-2, 2)),
    starts=((2, 2),),
    solutions=[
        Solution(
            Rational(-1, 2) + sqrt(7) / 2,
            Rational(1, 4) + sqrt(7) / 4,
            (sqrt(7) / 28 + Rational(3, 2), Rational(-5, 2) + 23 * sqrt(7) / 14),
        )
    ],
    inside=(-1, 0),
    traits={"convex", "corner"},
    rate=0.1,
    teaches="The line and the edge of the ellipse meet in the solution: two active constraints in the plane, and "
    "the multipliers follow from a linear system.",
    source="Hock & Schittkowski (1981), problem 14",
)
