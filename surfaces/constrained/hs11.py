"""The nearest point above a parabola is the root of a cubic."""

from surfaces.calculus import x, y
from surfaces.problem import Constrained, Solution

problem = Constrained(
    name="HS11",
    objective=y**2 + (x - 5) ** 2 - 25,
    inequalities=(x**2 - y,),
    latex=r"\min (x-5)^2+y^2-25\quad\text{s.t.}\quad x^2-y\le0",
    domain=((-2, 6), (-2, 6)),
    starts=((4.9, 0.1),),
    solutions=[Solution(1.234772825053297, 1.5246639294900999, (3.0493278589801998,))],
    inside=(0, 2),
    traits={"convex"},
    rate=0.1,
    teaches="Projection of a point on the set above a parabola: the condition for the foot is a cubic equation.",
    source="Hock & Schittkowski (1981), problem 11",
)
