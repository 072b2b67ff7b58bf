"""Without an objective only the constraints are left: two equations in two unknowns."""

from sympy import Integer

from surfaces.calculus import x, y
from surfaces.problem import Constrained, Solution

problem = Constrained(
    name="HS8",
    objective=Integer(-1),
    equalities=(x**2 + y**2 - 25, x * y - 9),
    latex=r"\min -1\quad\text{s.t.}\quad x^2+y^2=25,\ xy=9",
    domain=((-6, 6), (-6, 6)),
    starts=((2, 1),),
    solutions=[
        Solution(4.601594917683296, 1.955843606618705, (0, 0)),
        Solution(-4.601594917683296, -1.955843606618705, (0, 0)),
        Solution(1.955843606618705, 4.601594917683296, (0, 0)),
        Solution(-1.955843606618705, -4.601594917683296, (0, 0)),
    ],
    traits={"several solutions"},
    rate=0.1,
    teaches="The objective is constant, so the problem is Newton's method for two equations: four solutions, four "
    "basins.",
    source="Hock & Schittkowski (1981), problem 8",
)
