"""Two branches, two answers, and no way from one to the other."""

from surfaces.calculus import x, y
from surfaces.problem import Constrained, Solution

problem = Constrained(
    name="Closest point of a hyperbola",
    objective=x**2 + y**2,
    equalities=(x * y - 1,),
    latex=r"\min x^2+y^2\quad\text{s.t.}\quad xy=1",
    domain=((-3, 3), (-3, 3)),
    starts=((2, 0.5), (-2, -0.5)),
    solutions=[Solution(1, 1, (-2,)), Solution(-1, -1, (-2,))],
    traits={"several solutions"},
    rate=0.1,
    teaches="The curve has two branches and each has its own nearest point; a method that follows the constraint "
    "stays on the branch it started on.",
    source="A textbook example",
)
