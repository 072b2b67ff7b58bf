"""A linear objective on a tilted ellipse, from far away."""

from sympy import Rational

from surfaces.calculus import x, y
from surfaces.problem import Constrained, Solution
from surfaces.regions import Ellipse

problem = Constrained(
    name="HS10",
    objective=x - y,
    inequalities=(3 * x**2 - 2 * x * y + y**2 - 1,),
    latex=r"\min x-y\quad\text{s.t.}\quad 3x^2-2xy+y^2\le1",
    domain=((-2, 2), (-2, 2)),
    starts=((-10, 10),),
    solutions=[Solution(0, 1, (Rational(1, 2),))],
    region=Ellipse(3, -1, 1),
    inside=(0, 0),
    traits={"convex", "linear objective"},
    rate=0.1,
    teaches="The start is far outside the ellipse. Methods that keep to the inside cannot begin there; those that "
    "linearise the constraint walk in.",
    source="Hock & Schittkowski (1981), problem 10",
)
