"""A monkey needs three valleys, two for its legs and one for its tail, and the Hessian sees none of them."""

from surfaces.calculus import x, y
from surfaces.surface import Surface, saddle

surface = Surface(
    name="Monkey saddle",
    expression=x**3 - 3 * x * y**2,
    latex=r"x^3-3xy^2",
    domain=((-1.5, 1.5), (-1.5, 1.5)),
    starts=((1, 0.05), (1, 0), (0.5, 0.5), (0.01, 0)),
    stationary=[saddle(0, 0, "flat")],
    traits={"saddle", "degenerate", "unbounded"},
    rate=0.05,
    teaches="The Hessian vanishes at the origin, so the second-order test is blind there; Newton converges only "
    "linearly, halving its distance, and the escape of gradient descent is polynomial instead of exponential.",
    source="The real part of (x + iy)^3",
)
