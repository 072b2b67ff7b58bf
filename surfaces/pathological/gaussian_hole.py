"""Beyond its edge the hole sends no signal, and Newton's method is thrown the other way."""

from sympy import exp

from surfaces.calculus import x, y
from surfaces.surface import Surface, minimum

surface = Surface(
    name="Gaussian hole",
    expression=1 - exp(-(x**2 + y**2)),
    latex=r"1-e^{-(x^2+y^2)}",
    domain=((-5, 5), (-5, 5)),
    starts=((1.5, 1), (0.5, 0), (3, 3)),
    stationary=[minimum(0, 0)],
    traits={"plateau"},
    rate=0.2,
    teaches="The slope is largest at distance 0.71 and below 1e-6 at distance 4. Newton's method converges from "
    "closer than 1/2, has an exact two-cycle there, and diverges from beyond.",
    source="A textbook counterexample",
)
