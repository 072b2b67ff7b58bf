"""The diagonal of the Hessian is zero, yet nothing here is flat."""

from surfaces.calculus import x, y
from surfaces.surface import Surface, saddle

surface = Surface(
    name="Bilinear saddle",
    expression=x * y,
    latex=r"xy",
    domain=((-2, 2), (-2, 2)),
    starts=((1, -0.9), (1, 1)),
    stationary=[saddle(0, 0)],
    traits={"saddle", "quadratic", "unbounded"},
    rate=0.1,
    teaches="A saddle turned by 45 degrees: looking along the axes there is no curvature at all. Played as a "
    "game, one player per coordinate, simultaneous gradient steps spiral outwards.",
    source="The Dirac-GAN; Mescheder, Geiger & Nowozin (2018), arXiv:1801.04406",
)
