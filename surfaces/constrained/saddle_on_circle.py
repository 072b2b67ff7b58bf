"""The saddle in the middle does not matter to those who must stay on the circle."""

from surfaces.calculus import x, y
from surfaces.problem import Constrained, Solution
from surfaces.regions import Circle

problem = Constrained(
    name="Saddle restricted to a circle",
    objective=x**2 - y**2,
    equalities=(x**2 + y**2 - 1,),
    latex=r"\min x^2-y^2\quad\text{s.t.}\quad x^2+y^2=1",
    domain=((-1.5, 1.5), (-1.5, 1.5)),
    starts=((0.9, 0.1), (1, 0)),
    solutions=[
        Solution(0, 1, (1,)),
        Solution(0, -1, (1,)),
        Solution(1, 0, (-1,), "max"),
        Solution(-1, 0, (-1,), "max"),
    ],
    region=Circle(1),
    traits={"several solutions"},
    rate=0.1,
    teaches="On the circle f is cos 2t, with two minima and two maxima; the saddle of f at the centre is not on "
    "the circle and plays no part.",
    source="A textbook example",
)
