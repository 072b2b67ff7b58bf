"""Four equal minima, kept apart by a cross of ridges without a slope."""

from sympy import Abs, exp, pi, sin, sqrt

from surfaces.calculus import x, y
from surfaces.surface import Surface, minimum

surface = Surface(
    name="Cross-in-tray",
    expression=-0.0001 * (Abs(sin(x) * sin(y) * exp(Abs(100 - sqrt(x**2 + y**2) / pi))) + 1) ** 0.1,
    latex=r"-10^{-4}\left(\left|\sin(x)\sin(y)\,e^{\left|100-\sqrt{x^2+y^2}/\pi\right|}\right|+1\right)^{0.1}",
    domain=((-10, 10), (-10, 10)),
    starts=((2.2, 1.9), (3, 2), (-6, 5)),
    stationary=[
        minimum(-1.3494066171539107, -1.3494066171539107),
        minimum(-1.3494066171539107, 1.3494066171539107),
        minimum(1.3494066171539107, -1.3494066171539107),
        minimum(1.3494066171539107, 1.3494066171539107),
    ],
    traits={"many minima", "non-smooth"},
    rate=5.0,
    kinks="Ridges where x or y is a multiple of pi, and a kink at the origin; the subgradient 0 stands in on them.",
    teaches="A lattice of hollows cut by a cross of non-differentiable ridges; four are equally deep, and on "
    "the way stand numbers as large as e^100.",
    source="Mishra (2006), Some New Test Functions for Global Optimization",
)
