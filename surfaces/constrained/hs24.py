"""A cubic over a triangle falls into a corner."""

from sympy import Rational, sqrt

from surfaces.calculus import x, y
from surfaces.problem import Constrained, Solution
from surfaces.regions import polygon

problem = Constrained(
    name="HS24",
    objective=sqrt(3) * y**3 * ((x - 3) ** 2 - 9) / 81,
    inequalities=(-sqrt(3) * x / 3 + y, -x - sqrt(3) * y, x + sqrt(3) * y - 6, -x, -y),
    latex=r"\min \tfrac{1}{27\sqrt3}\left[(x-3)^2-9\right]y^3"
    r"\quad\text{s.t.}\quad \tfrac{x}{\sqrt3}\ge y,\ 0\le x+\sqrt3y\le6,\ x,y\ge0",
    domain=((-1, 7), (-1, 3)),
    starts=((1, 0.5),),
    solutions=[Solution(3, sqrt(3), (sqrt(3) / 2, 0, Rational(1, 2), 0, 0))],
    region=polygon((-sqrt(3) / 3, 1, 0), (-1, -sqrt(3), 0), (1, sqrt(3), 6), (-1, 0, 0), (0, -1, 0)),
    inside=(3.5, 1),
    traits={"corner"},
    rate=0.1,
    teaches="The objective is not convex, but the triangle is: the minimum is the far corner, where two "
    "constraints are active.",
    source="Hock & Schittkowski (1981), problem 24",
)
