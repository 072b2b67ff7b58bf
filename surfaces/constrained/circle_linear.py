"""Where the level line touches the circle, the two gradients are parallel."""

from sympy import Rational, sqrt

from surfaces.calculus import x, y
from surfaces.problem import Constrained, Solution
from surfaces.regions import Circle

problem = Constrained(
    name="Linear on a circle",
    objective=x + y,
    equalities=(x**2 + y**2 - 2,),
    latex=r"\min x+y\quad\text{s.t.}\quad x^2+y^2=2",
    domain=((-2, 2), (-2, 2)),
    starts=((-1.5, 0.5), (1, 0), (-1, 1)),
    solutions=[Solution(-1, -1, (Rational(1, 2),)), Solution(1, 1, (Rational(-1, 2),), "max")],
    region=Circle(sqrt(2)),
    traits={"linear objective"},
    rate=0.1,
    teaches="The picture of Lagrange: at the minimum the gradient of f is parallel to that of the constraint, and "
    "λ = 1/2 says how fast the minimum falls when the circle grows.",
    source="Nocedal & Wright (2006), example 12.1; they write L = f - λc, so their λ is -1/2",
)
