"""A bowl a hundred times longer than wide, against a wall."""

from sympy import Rational

from surfaces.calculus import x, y
from surfaces.problem import Constrained, Solution
from surfaces.regions import polygon

problem = Constrained(
    name="HS21",
    objective=x**2 / 100 + y**2 - 100,
    inequalities=(-10 * x + y + 10, 2 - x, x - 50, -y - 50, y - 50),
    latex=r"\min 0.01x^2+y^2-100\quad\text{s.t.}\quad 10x-y\ge10,\ 2\le x\le50,\ |y|\le50",
    domain=((0, 10), (-5, 5)),
    starts=((-1, -1),),
    solutions=[Solution(2, 0, (0, Rational(1, 25), 0, 0, 0))],
    region=polygon((-10, 1, -10), (-1, 0, -2), (1, 0, 50), (0, -1, 50), (0, 1, 50)),
    inside=(10, 0),
    traits={"convex", "ill-conditioned"},
    rate=0.1,
    teaches="A badly scaled quadratic whose minimum lies on the bound x ≥ 2; its multiplier is only 0.04.",
    source="Hock & Schittkowski (1981), problem 21",
)
