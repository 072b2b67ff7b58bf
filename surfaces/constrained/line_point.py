"""A quadratic on a line is one linear system."""

from surfaces.calculus import x, y
from surfaces.problem import Constrained, Solution
from surfaces.regions import Line

problem = Constrained(
    name="Projection on a line",
    objective=x**2 + y**2,
    equalities=(x + 2 * y - 5,),
    latex=r"\min x^2+y^2\quad\text{s.t.}\quad x+2y=5",
    domain=((-1, 4), (-1, 4)),
    starts=((0, 0), (3, 1)),
    solutions=[Solution(1, 2, (-2,))],
    region=Line((1, 2), 5),
    traits={"convex"},
    rate=0.1,
    teaches="The conditions are three linear equations in x, y and λ, so one Newton step solves them from anywhere.",
    source="A textbook example",
)
