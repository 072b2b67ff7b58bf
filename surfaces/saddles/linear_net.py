"""The smallest neural network there is already has a saddle, and minima that differ in sharpness."""

from surfaces.calculus import x, y
from surfaces.surface import Surface, minimum, saddle

surface = Surface(
    name="Two-layer linear network",
    expression=(x * y - 1) ** 2 / 2,
    latex=r"\tfrac12(xy-1)^2",
    domain=((-2.5, 2.5), (-2.5, 2.5)),
    starts=((2, 0.2), (0.1, -0.1), (0.5, -0.5), (-2, 1)),
    stationary=[
        minimum(1, 1, "line"),
        minimum(-1, -1, "line"),
        minimum(2, 0.5, "line"),
        saddle(0, 0),
    ],
    traits={"saddle", "line of minima", "degenerate", "least squares"},
    colour="log",
    rate=0.05,
    teaches="The net y = w2 w1 t: a saddle at the origin and two hyperbolas of minima, whose sharpness x^2 + "
    "y^2 varies along them. A large step cannot stay at a sharp one and ends at a flat one.",
    source="Saxe, McClelland & Ganguli (2014), arXiv:1312.6120",
)
