"""Every terrace looks like the goal to whoever measures only the slope."""

from sympy import pi, sin, sqrt

from surfaces.calculus import x, y
from surfaces.surface import Surface, minimum, saddle

u = x**2 + y**2

surface = Surface(
    name="Terraces",
    expression=u - sin(2 * pi * u) / (2 * pi),
    latex=r"u-\tfrac{1}{2\pi}\sin 2\pi u,\quad u=x^2+y^2",
    domain=((-2, 2), (-2, 2)),
    starts=((1.7, 1.2), (1.8, 0.9), (-1.5, 1.5)),
    stationary=[
        minimum(0, 0, "flat"),
        saddle(1, 0, "line"),
        saddle(0, sqrt(2), "line"),
        saddle(0, sqrt(3), "line"),
    ],
    traits={"degenerate", "plateau", "saddle"},
    rate=0.02,
    teaches="Whole rings of stationary points that are not minima, at x^2 + y^2 = 1, 2, 3, ...: gradient "
    "descent stalls on one of them, while momentum and Adam roll on.",
    source="An own construction",
)
