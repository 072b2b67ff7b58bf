"""Two separate regions, and multipliers in the thousands."""

from sympy import Rational

from surfaces.calculus import x, y
from surfaces.problem import Constrained, Solution

problem = Constrained(
    name="HS15",
    objective=(1 - x) ** 2 + 100 * (y - x**2) ** 2,
    inequalities=(1 - x * y, -x - y**2, x - Rational(1, 2)),
    latex=r"\min (1-x)^2+100\,(y-x^2)^2\quad\text{s.t.}\quad xy\ge1,\ x+y^2\ge0,\ x\le\tfrac12",
    domain=((-2, 1), (-3, 3)),
    starts=((-2, 1),),
    solutions=[
        Solution(Rational(1, 2), 2, (700, 0, 1751)),
        Solution(-0.7921232205055139, -1.2624298519639712, (477.1704703270576, 0, 0), "local"),
    ],
    inside=(-1.5, -2),
    traits={"ill-conditioned", "several solutions", "corner", "not convex"},
    colour="log",
    rate=0.0002,
    teaches="Two feasible pieces with a minimum each. The values and the multipliers are large, 700 and 1751: f "
    "and the constraints are badly scaled against each other.",
    source="Hock & Schittkowski (1981), problem 15",
)
