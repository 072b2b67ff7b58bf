"""Walking along the edges, one constraint at a time."""

from sympy import Rational

from surfaces.calculus import x, y
from surfaces.problem import Constrained, Solution
from surfaces.regions import polygon

problem = Constrained(
    name="Convex QP",
    objective=(x - 1) ** 2 + (y - Rational(5, 2)) ** 2,
    inequalities=(-x + 2 * y - 2, x + 2 * y - 6, x - 2 * y - 2, -x, -y),
    latex=r"\min (x-1)^2+(y-\tfrac52)^2\quad\text{s.t.}\quad x-2y+2\ge0,\,-x-2y+6\ge0,\,-x+2y+2\ge0,\,x,y\ge0",
    domain=((-1, 5), (-1, 4)),
    starts=((2, 0),),
    solutions=[Solution(Rational(7, 5), Rational(17, 10), (Rational(4, 5), 0, 0, 0, 0))],
    region=polygon((-1, 2, 2), (1, 2, 6), (1, -2, 2), (-1, 0, 0), (0, -1, 0)),
    inside=(1, 1),
    traits={"convex"},
    rate=0.1,
    teaches="A quadratic in a pentagon: active-set methods started at the corner (2, 0) change their working set "
    "several times before they find the one edge that holds the solution.",
    source="Nocedal & Wright (2006), example 16.4",
)
