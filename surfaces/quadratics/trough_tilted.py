"""Curved upwards or flat in every direction, and still without a minimum."""

from surfaces.calculus import x, y
from surfaces.surface import Surface

surface = Surface(
    name="Tilted trough",
    expression=x**2 / 2 + y / 10,
    latex=r"\tfrac12x^2+\tfrac1{10}y",
    domain=((-3, 3), (-5, 5)),
    starts=((2, 4),),
    traits={"convex", "quadratic", "unbounded"},
    rate=0.5,
    teaches="Positive semidefinite does not mean that there is a minimum: the Hessian is singular everywhere "
    "and no point is stationary; plain Newton fails and gradient descent walks down for ever.",
    source="A textbook counterexample",
)
