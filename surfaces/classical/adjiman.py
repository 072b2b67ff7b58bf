"""Inside the box nothing is stationary but two saddles: the best point lies on the edge."""

from sympy import cos, sin

from surfaces.calculus import x, y
from surfaces.surface import Surface, minimum, saddle

surface = Surface(
    name="Adjiman",
    expression=cos(x) * sin(y) - x / (y**2 + 1),
    latex=r"\cos x\,\sin y-\frac{x}{y^2+1}",
    domain=((-1, 2), (-1, 1)),
    starts=((0, 0), (-0.5, 0.5)),
    stationary=[
        minimum(2, 0.1057834694522567, "edge"),
        saddle(0.7945733292974204, -0.8935081317470634),
        saddle(-0.7945733292974204, 0.8935081317470634),
    ],
    traits={"saddle", "edge", "unbounded"},
    rate=0.05,
    teaches="The lowest point of the box is on the edge x = 2 with a non-zero gradient: an unconstrained method "
    "walks straight out of the picture.",
    source="Adjiman, Dallwig, Floudas & Neumaier (1998), Computers & Chemical Engineering 22, 1137-1158",
)
