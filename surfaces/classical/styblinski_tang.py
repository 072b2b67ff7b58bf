"""Where the coordinates do not interact, the quadrant of the start decides everything."""

from surfaces.calculus import x, y
from surfaces.separable import lattice
from surfaces.surface import Surface

u, v = (t**4 - 16 * t**2 + 5 * t for t in (x, y))
domain = ((-5, 5), (-5, 5))

surface = Surface(
    name="Styblinski-Tang",
    expression=(u + v) / 2,
    latex=r"\tfrac12\left(x^4-16x^2+5x+y^4-16y^2+5y\right)",
    domain=domain,
    starts=((0, 0), (4, 4), (-1, 4), (1, 1)),
    stationary=lattice(u, v, domain),
    traits={"many minima", "saddle"},
    rate=0.02,
    teaches="Separable, with four minima, four saddles and a maximum: the start's quadrant decides the end, and "
    "since the coordinates do not interact, coordinate descent is exact.",
    source="Styblinski & Tang (1990), Neural Networks 3, 467-483",
)
