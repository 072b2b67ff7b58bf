"""One step too far, and the gradient is ten digits long."""

from sympy import exp, log

from surfaces.calculus import x, y
from surfaces.surface import Surface, minimum

surface = Surface(
    name="Cliff",
    expression=((x - 3) / 100) ** 2 - (x - y) + exp(20 * (x - y)),
    latex=r"\left(\tfrac{x-3}{100}\right)^2-(x-y)+e^{20(x-y)}",
    domain=((-1, 4), (-1, 5)),
    starts=((0, 1), (0, -1), (2, 3)),
    stationary=[minimum(3, 3 + log(20) / 20)],
    traits={"ill-conditioned", "cliff", "convex", "plateau"},
    colour="symlog",
    rate=0.01,
    teaches="Exploding gradients: at the standard start (0, -1) the slope is 1.4e10, so clipping or a line "
    "search is needed; and then the flat direction with its eigenvalue 1e-4 takes a hundred thousand steps.",
    source="Gould, Orban & Toint, CUTEst, problem CLIFF",
)
