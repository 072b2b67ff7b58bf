"""Depth makes gradients vanish near the axes and explode outside."""

from surfaces.calculus import x, y
from surfaces.surface import Surface, minimum, saddle

surface = Surface(
    name="Deep linear chain",
    expression=(x**3 * y**3 - 1) ** 2 / 2,
    latex=r"\tfrac12(x^3y^3-1)^2",
    domain=((-1.6, 1.6), (-1.6, 1.6)),
    starts=((1.4, 0.5), (0.3, 0.3), (1.4, 1.4)),
    stationary=[
        minimum(1, 1, "line"),
        minimum(-1, -1, "line"),
        saddle(0, 0, "line"),
        saddle(1, 0, "line"),
    ],
    traits={"plateau", "cliff", "degenerate", "line of minima", "saddle", "least squares"},
    colour="log",
    rate=0.005,
    teaches="Vanishing and exploding gradients in one picture: a plateau of height 1/2 around the axes and "
    "walls growing like the eleventh power outside, so good step sizes differ by a factor of ten thousand.",
    source="Saxe, McClelland & Ganguli (2014), arXiv:1312.6120, with weights tied three by three",
)
