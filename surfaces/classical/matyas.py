"""Turned by 45 degrees, a bowl looks equally steep along both axes, and scaling them does not help."""

from surfaces.calculus import x, y
from surfaces.surface import Surface, minimum

surface = Surface(
    name="Matyas",
    expression=0.26 * (x**2 + y**2) - 0.48 * x * y,
    latex=r"0.26\,(x^2+y^2)-0.48\,xy",
    domain=((-10, 10), (-10, 10)),
    starts=((-8, 5), (8, 7)),
    stationary=[minimum(0, 0)],
    traits={"convex", "quadratic"},
    colour="log",
    rate=1.0,
    teaches="A plate with condition number 25, turned by 45 degrees: the diagonal of the Hessian is a multiple "
    "of the identity, so scaling each coordinate by itself is useless.",
    source="Surjanovic & Bingham, Virtual Library of Simulation Experiments",
)
