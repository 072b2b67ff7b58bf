"""A dog needs four valleys, and the fewer the derivatives that see them, the slower the escape."""

from surfaces.calculus import x, y
from surfaces.surface import Surface, saddle

surface = Surface(
    name="Dog saddle",
    expression=x**3 * y - x * y**3,
    latex=r"x^3y-xy^3",
    domain=((-1.5, 1.5), (-1.5, 1.5)),
    starts=((1, 0.5), (0.5, -0.5)),
    stationary=[saddle(0, 0, "flat")],
    traits={"saddle", "degenerate", "unbounded"},
    rate=0.05,
    teaches="A saddle of fourth order with four valleys: near the origin the gradient vanishes like the cube of "
    "the distance, so gradient descent leaves it very slowly.",
    source="The imaginary part of (x + iy)^4, divided by 4",
)
