"""Stuck for ever without noise, free in a moment with it."""

from surfaces.calculus import x, y
from surfaces.surface import Surface, minimum, saddle

surface = Surface(
    name="Saddle with an exit",
    expression=x**2 / 2 - y**2 / 2 + y**4 / 4,
    latex=r"\tfrac12x^2-\tfrac12y^2+\tfrac14y^4",
    domain=((-2, 2), (-2, 2)),
    starts=((1.5, 0.0001), (1.5, 0), (-1, -0.01)),
    stationary=[
        minimum(0, -1),
        minimum(0, 1),
        saddle(0, 0),
    ],
    traits={"many minima", "saddle"},
    rate=0.1,
    teaches="On the line y = 0 gradient descent walks into the saddle and stays there for ever; any noise, "
    "however small, sends it to one of the two minima (0, 1) and (0, -1).",
    source="Ge, Huang, Jin & Yuan (2015), arXiv:1503.02101",
)
