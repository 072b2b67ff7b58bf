"""A step may be excellent and still look worse by every measure."""

from sympy import Rational

from surfaces.calculus import x, y
from surfaces.problem import Constrained, Solution
from surfaces.regions import Circle

problem = Constrained(
    name="The Maratos effect",
    objective=2 * (x**2 + y**2 - 1) - x,
    equalities=(x**2 + y**2 - 1,),
    latex=r"\min 2\,(x^2+y^2-1)-x\quad\text{s.t.}\quad x^2+y^2=1",
    domain=((-1.5, 1.8), (-1.5, 1.5)),
    starts=((0.96, 0.28), (0.6, 0.8)),
    solutions=[Solution(1, 0, (Rational(-3, 2),)), Solution(-1, 0, (Rational(-5, 2),), "max")],
    region=Circle(1),
    rate=0.1,
    teaches="From a point of the circle a step along the tangent comes much nearer to the solution, yet it raises f "
    "and leaves the circle: whoever weighs the two against each other refuses it, unless it is bent back.",
    source="Maratos (1978); in this form Powell (1986); Nocedal & Wright (2006), example 15.4",
)
