"""A needle on a plateau: no slope leads to it."""

from sympy import cos, exp, pi

from surfaces.calculus import x, y
from surfaces.separable import product_lattice
from surfaces.surface import Surface

u, v = (cos(t) * exp(-((t - pi) ** 2)) for t in (x, y))
domain = ((-2, 8), (-2, 8))

surface = Surface(
    name="Easom",
    expression=-u * v,
    latex=r"-\cos(x)\cos(y)\,e^{-(x-\pi)^2-(y-\pi)^2}",
    domain=domain,
    starts=((2, 2), (4.5, 4.5), (0, 0)),
    stationary=product_lattice(-u, v, domain),
    traits={"many minima", "saddle", "plateau"},
    rate=0.2,
    teaches="Five units away the gradient is below 1e-9, so gradient descent does not move; Adam moves anyway "
    "and is caught by a dent of depth 8e-5; swarms find the hole.",
    source="Easom (1990), A Survey of Global Optimization Techniques, University of Louisville",
)
