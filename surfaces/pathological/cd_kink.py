"""Nothing gets better along either axis, and still this is not the minimum."""

from sympy import Abs

from surfaces.calculus import x, y
from surfaces.surface import Surface, minimum

surface = Surface(
    name="Coordinate-descent trap",
    expression=Abs(x + y) + 3 * Abs(x - y),
    latex=r"|x+y|+3\,|x-y|",
    domain=((-2, 2), (-2, 2)),
    starts=((1, 1.5), (-1, -1)),
    stationary=[minimum(0, 0, "kink")],
    traits={"convex", "non-smooth"},
    rate=0.02,
    kinks="The lines x = y and x = -y are kinks; the subgradient 0 of the absolute value stands in on them.",
    teaches="Convex, and yet every point of the line x = y is best along both axes: exact coordinate descent "
    "stops at the first one it meets.",
    source="Tseng (2001), Journal of Optimization Theory and Applications 109, 475-494",
)
