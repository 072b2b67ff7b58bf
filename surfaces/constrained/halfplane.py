"""A constraint that is active has a price, one that is not has none."""

from surfaces.calculus import x, y
from surfaces.problem import Constrained, Solution
from surfaces.regions import HalfPlane

problem = Constrained(
    name="Projection on a half-plane",
    objective=x**2 + y**2,
    inequalities=(2 - x - y,),
    latex=r"\min x^2+y^2\quad\text{s.t.}\quad x+y\ge2",
    domain=((-2, 3), (-2, 3)),
    starts=((3, 0), (-1, -1)),
    solutions=[Solution(1, 1, (2,))],
    region=HalfPlane((-1, -1), -2),
    inside=(2, 1),
    traits={"convex"},
    rate=0.1,
    teaches="The origin is not allowed, so the nearest allowed point lies on the edge and the multiplier is 2. "
    "Move the edge past the origin and the multiplier becomes zero.",
    source="A textbook example",
)
