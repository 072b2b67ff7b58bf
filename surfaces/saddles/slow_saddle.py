"""The weaker the downward curvature, the longer a saddle holds whoever trusts the size of the slope."""

from surfaces.calculus import x, y
from surfaces.surface import Surface, minimum, saddle

surface = Surface(
    name="Slow saddle",
    expression=x**2 / 2 - y**2 / 200 + y**4 / 400,
    latex=r"\tfrac12x^2-\tfrac1{200}y^2+\tfrac1{400}y^4",
    domain=((-2, 2), (-2, 2)),
    starts=((1.5, 0.001), (-1.5, -0.01)),
    stationary=[
        minimum(0, -1),
        minimum(0, 1),
        saddle(0, 0),
    ],
    traits={"many minima", "saddle", "ill-conditioned", "plateau"},
    rate=0.5,
    teaches="The downward curvature is a hundred times weaker than the upward one, so gradient descent lingers "
    "at the saddle; Adam and RMSProp rescale the tiny slope and are gone in tens of steps.",
    source="Dauphin et al. (2014), arXiv:1406.2572, on saddles in high dimension",
)
