"""A linear program is solved in a corner, and every limit has its price."""

from sympy import Rational

from surfaces.calculus import x, y
from surfaces.problem import Constrained, Solution
from surfaces.regions import polygon

problem = Constrained(
    name="Linear program",
    objective=-3 * x - 5 * y,
    inequalities=(x - 4, 2 * y - 12, 3 * x + 2 * y - 18, -x, -y),
    latex=r"\max 3x+5y\quad\text{s.t.}\quad x\le4,\ 2y\le12,\ 3x+2y\le18,\ x,y\ge0",
    domain=((-1, 7), (-1, 10)),
    starts=((0, 0), (1, 1)),
    solutions=[Solution(2, 6, (0, Rational(3, 2), 1, 0, 0))],
    region=polygon((1, 0, 4), (0, 2, 12), (3, 2, 18), (-1, 0, 0), (0, -1, 0)),
    inside=(2, 2),
    traits={"convex", "linear objective", "corner"},
    rate=0.1,
    teaches="Linear objective, linear constraints: the solution is a corner, and the multipliers 3/2 and 1 are "
    "what one more unit of the two scarce resources is worth.",
    source="Hillier & Lieberman, Introduction to Operations Research, the Wyndor Glass problem",
)
