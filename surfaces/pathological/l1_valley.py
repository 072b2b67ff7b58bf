"""At a kink the slope does not shrink, so a fixed step never comes to rest."""

from sympy import Abs

from surfaces.calculus import x, y
from surfaces.surface import Surface, minimum

surface = Surface(
    name="Absolute values",
    expression=Abs(x) + 10 * Abs(y),
    latex=r"|x|+10\,|y|",
    domain=((-5, 5), (-2, 2)),
    starts=((4, 1.5), (-3, 0.1)),
    stationary=[minimum(0, 0, "kink")],
    traits={"convex", "non-smooth"},
    rate=0.02,
    kinks="Both axes are kinks; the subgradient 0 of the absolute value stands in on them.",
    teaches="A fixed step chatters around the minimum with an amplitude of ten times lr: smaller and smaller "
    "steps, subgradient averaging or proximal steps are needed.",
    source="Boyd, Xiao & Mutapcic (2003), Subgradient Methods, Stanford",
)
