"""A bowl covered with an egg box: every local method stops in the nearest hollow, a population sees the bowl."""

from sympy import cos, pi

from surfaces.calculus import x, y
from surfaces.separable import lattice
from surfaces.surface import Surface

u, v = (10 + t**2 - 10 * cos(2 * pi * t) for t in (x, y))
domain = ((-5.12, 5.12), (-5.12, 5.12))

surface = Surface(
    name="Rastrigin",
    expression=u + v,
    latex=r"20+x^2-10\cos 2\pi x+y^2-10\cos 2\pi y",
    domain=domain,
    starts=((2.3, -1.7), (-4, 3.5), (4.5, 4)),
    stationary=lattice(u, v, domain),
    traits={"many minima", "saddle"},
    rate=0.002,
    teaches="A lattice of local minima about one unit apart on a wide bowl: any local method stops in the nearest one, "
    "while populations and annealing feel the bowl underneath.",
    source="Rastrigin (1974), Systems of Extremal Control",
)
