"""Ripples that become finer towards the corners: a coarse picture of them lies."""

from sympy import sin

from surfaces.calculus import x, y
from surfaces.surface import Surface, minimum

surface = Surface(
    name="Schaffer N. 2",
    expression=0.5 + (sin(x**2 - y**2) ** 2 - 0.5) / (1 + 0.001 * (x**2 + y**2)) ** 2,
    latex=r"\tfrac12+\frac{\sin^2(x^2-y^2)-\tfrac12}{\left[1+0.001(x^2+y^2)\right]^2}",
    domain=((-10, 10), (-10, 10)),
    starts=((3, -2), (6, 5)),
    stationary=[
        minimum(0, 0),
        minimum(-1.7723132396346362, 0),
        minimum(0, -1.7723132396346362),
        minimum(0, 1.7723132396346362),
        minimum(1.7723132396346362, 0),
    ],
    traits={"many minima", "plateau"},
    rate=0.01,
    teaches="Hyperbolic ripples of ever shorter wavelength: drawn on a coarse grid they alias into patterns "
    "that are not there, and the global minimum itself is extremely flat.",
    source="Schaffer, Caruana, Eshelman & Das (1989), Proc. 3rd Int. Conf. on Genetic Algorithms, 51-60",
)
