"""On a circle of minima there is nothing left to decide, so noise does."""

from surfaces.calculus import x, y
from surfaces.surface import Surface, maximum, minimum

surface = Surface(
    name="Ring valley",
    expression=(x**2 + y**2 - 1) ** 2,
    latex=r"(x^2+y^2-1)^2",
    domain=((-2, 2), (-2, 2)),
    starts=((1.5, 1), (0.1, 0.05), (0, 0)),
    stationary=[
        minimum(1, 0, "line"),
        minimum(0, 1, "line"),
        minimum(-1, 0, "line"),
        minimum(0, -1, "line"),
        maximum(0, 0),
    ],
    traits={"line of minima", "degenerate", "curved valley"},
    rate=0.05,
    teaches="Where one ends on the circle depends on the start, and noisy gradients diffuse along it for ever; "
    "the centre is a maximum that traps Newton's method.",
    source="The Mexican-hat potential",
)
