"""Regular ripples in a wide bowl: rolling over them takes a heavy ball."""

from sympy import pi, sin

from surfaces.calculus import x, y
from surfaces.separable import lattice
from surfaces.surface import Surface

w, z = 1 + (x - 1) / 4, 1 + (y - 1) / 4
u = sin(pi * w) ** 2 + (w - 1) ** 2 * (1 + 10 * sin(pi * w + 1) ** 2)
v = (z - 1) ** 2 * (1 + sin(2 * pi * z) ** 2)
domain = ((-10, 10), (-10, 10))

surface = Surface(
    name="Levy",
    expression=u + v,
    latex=r"\sin^2\pi w+(w-1)^2\left[1+10\sin^2(\pi w+1)\right]+(z-1)^2\left[1+\sin^2 2\pi z\right],"
    r"\quad w=1+\tfrac{x-1}4,\ z=1+\tfrac{y-1}4",
    domain=domain,
    starts=((5, -6), (-8, -8), (8, 8)),
    stationary=lattice(u, v, domain),
    traits={"many minima", "saddle"},
    rate=0.1,
    teaches="Regularly spaced minima inside a convex envelope: from (5, -6) momentum rolls through to the "
    "global minimum where gradient descent stops at the first hollow.",
    source="Levy & Montalvo (1985), SIAM Journal on Scientific and Statistical Computing 6, 15-29",
)
