"""A quadratic whose minimum is neither at the origin nor zero."""

from surfaces.calculus import x, y
from surfaces.surface import Surface, minimum

surface = Surface(
    name="Trid",
    expression=(x - 1) ** 2 + (y - 1) ** 2 - x * y,
    latex=r"(x-1)^2+(y-1)^2-xy",
    domain=((-4, 4), (-4, 4)),
    starts=((-3, 3), (0, -3)),
    stationary=[minimum(2, 2)],
    traits={"convex", "quadratic"},
    rate=0.2,
    teaches="A turned bowl of condition number 3 with its minimum -2 at (2, 2): it catches every program that "
    "takes it for granted that the best value is 0.",
    source="Neumaier (2003), Complete Search test problems",
)
