"""Where the curvature vanishes at the goal, every method slows down on the way to it."""

from surfaces.calculus import x, y
from surfaces.surface import Surface, minimum

surface = Surface(
    name="Quartic bowl",
    expression=x**4 + y**4,
    latex=r"x^4+y^4",
    domain=((-2, 2), (-2, 2)),
    starts=((1.5, -1.5), (1, 0.2)),
    stationary=[minimum(0, 0, "flat")],
    traits={"convex", "degenerate"},
    colour="log",
    rate=0.02,
    teaches="A minimum with zero Hessian: the error of gradient descent falls only like one over the square "
    "root of the steps, and Newton's method, usually quadratic, loses just a third of it per step.",
    source="A textbook counterexample",
)
