"""Sharp corners make sparse solutions."""

from sympy import Rational

from surfaces.calculus import x, y
from surfaces.problem import Constrained, Solution
from surfaces.regions import polygon

problem = Constrained(
    name="Nearest to a point in the l1 ball",
    objective=(x - Rational(3, 2)) ** 2 + (y - Rational(1, 2)) ** 4,
    inequalities=(x + y - 1, x - y - 1, -x + y - 1, -x - y - 1),
    latex=r"\min (x-\tfrac32)^2+(y-\tfrac12)^4\quad\text{s.t.}\quad |x|+|y|\le1",
    domain=((-1.5, 2), (-1.5, 1.5)),
    starts=((0, 0), (-1, 0)),
    solutions=[Solution(1, 0, (Rational(3, 4), Rational(1, 4), 0, 0))],
    region=polygon((1, 1, 1), (1, -1, 1), (-1, 1, 1), (-1, -1, 1)),
    inside=(0, 0),
    traits={"convex", "corner"},
    rate=0.1,
    teaches="The nearest point of the diamond |x| + |y| ≤ 1 is a corner, where one coordinate is zero: the "
    "picture behind the lasso.",
    source="Nocedal & Wright (2006), eq. 12.36",
)
