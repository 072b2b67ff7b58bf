"""Units matter: twelve orders of magnitude between two coordinates defeat any single step size."""

from surfaces.calculus import x, y
from surfaces.surface import Surface, minimum

surface = Surface(
    name="Brown, badly scaled",
    expression=(x - 10**6) ** 2 + (y - 0.000002) ** 2 + (x * y - 2) ** 2,
    latex=r"(x-10^6)^2+(y-2\cdot10^{-6})^2+(xy-2)^2",
    domain=((0, 2000000), (0, 4e-06)),
    starts=((500000, 0.000001), (1500000, 0.000003)),
    stationary=[minimum(1000000, 0.000002)],
    traits={"ill-conditioned", "least squares"},
    colour="log",
    rate=2e-12,
    teaches="The minimum lies at x = 1e6 and y = 2e-6: no single step size fits both coordinates, while "
    "quasi-Newton methods learn the units.",
    source="Moré, Garbow & Hillstrom (1981), ACM TOMS 7, 17-41, problem 4",
)
