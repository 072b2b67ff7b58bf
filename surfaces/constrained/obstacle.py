"""Right behind the obstacle the conditions hold, yet it is no minimum."""

from sympy import Rational

from surfaces.calculus import x, y
from surfaces.problem import Constrained, Solution
from surfaces.regions import Outside

problem = Constrained(
    name="Outside a disk",
    objective=y**2 + (x - Rational(1, 5)) ** 2,
    inequalities=(1 - x**2 - y**2,),
    latex=r"\min (x-0.2)^2+y^2\quad\text{s.t.}\quad x^2+y^2\ge1",
    domain=((-2, 2), (-2, 2)),
    starts=((-1.5, 0), (-1.5, 0.1), (0, 1.5)),
    solutions=[Solution(1, 0, (Rational(4, 5),)), Solution(-1, 0, (Rational(6, 5),), "stationary")],
    region=Outside(1),
    inside=(0, 1.5),
    traits={"several solutions", "not convex"},
    rate=0.1,
    teaches="The allowed set lies outside a disk. At (-1, 0) the conditions of Kuhn and Tucker hold with a "
    "positive multiplier, yet f falls along the circle in both directions: the second order decides.",
    source="A textbook example",
)
