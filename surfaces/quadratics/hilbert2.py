"""Two parameters that explain the same thing make a long, slanted bowl."""

from surfaces.calculus import x, y
from surfaces.surface import Surface, minimum

surface = Surface(
    name="Hilbert bowl",
    expression=x**2 / 2 + x * y / 2 + y**2 / 6,
    latex=r"\tfrac12x^2+\tfrac12xy+\tfrac16y^2",
    domain=((-4, 4), (-4, 4)),
    starts=((3, 1), (-3, -2)),
    stationary=[minimum(0, 0)],
    traits={"convex", "quadratic"},
    rate=1.0,
    teaches="Fitting a straight line on [0, 1] in disguise: the innocent Hilbert matrix already has condition "
    "number 19, because its two parameters are strongly correlated.",
    source="The 2 by 2 Hilbert matrix; Hilbert (1894), Acta Mathematica 18",
)
