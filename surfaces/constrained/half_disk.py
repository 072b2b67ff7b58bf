"""In a corner two constraints share the load."""

from sympy import sqrt

from surfaces.calculus import x, y
from surfaces.problem import Constrained, Solution
from surfaces.regions import Disk, HalfPlane, Intersection

problem = Constrained(
    name="Linear in a half disk",
    objective=x + y,
    inequalities=(x**2 + y**2 - 2, -y),
    latex=r"\min x+y\quad\text{s.t.}\quad x^2+y^2\le2,\ y\ge0",
    domain=((-2, 2), (-2, 2)),
    starts=((0, 1), (1, 0.5)),
    solutions=[Solution(-sqrt(2), 0, (sqrt(2) / 4, 1))],
    region=Intersection((Disk(sqrt(2)), HalfPlane((0, -1), 0))),
    inside=(0, 1),
    traits={"convex", "linear objective", "corner"},
    rate=0.1,
    teaches="Two constraints are active at the corner: minus the gradient of f lies in the cone between their normals.",
    source="Nocedal & Wright (2006), example 12.3",
)
