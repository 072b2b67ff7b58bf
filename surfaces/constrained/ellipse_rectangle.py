"""The largest rectangle in an ellipse touches it where x/a = y/b."""

from sympy import sqrt

from surfaces.calculus import x, y
from surfaces.problem import Constrained, Solution

problem = Constrained(
    name="Largest rectangle in an ellipse",
    objective=-4 * x * y,
    equalities=(x**2 / 9 + y**2 / 4 - 1,),
    latex=r"\max 4xy\quad\text{s.t.}\quad \tfrac{x^2}9+\tfrac{y^2}4=1",
    domain=((0, 3.5), (0, 2.5)),
    starts=((1, 1), (2, 1)),
    solutions=[Solution(3 * sqrt(2) / 2, sqrt(2), (12,)), Solution(-3 * sqrt(2) / 2, -sqrt(2), (12,))],
    traits={"several solutions"},
    rate=0.1,
    teaches="A problem of geometry answered by a multiplier: the level curves of the area are hyperbolas, and the "
    "best of them touches the ellipse.",
    source="A textbook example",
)
