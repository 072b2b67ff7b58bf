"""Far away the slope says nothing about the distance, and at the goal there is no slope but a tip."""

from sympy import E, cos, exp, pi, sqrt

from surfaces.calculus import x, y
from surfaces.surface import Surface, minimum

surface = Surface(
    name="Ackley",
    expression=-20 * exp(-sqrt((x**2 + y**2) / 2) / 5) - exp((cos(2 * pi * x) + cos(2 * pi * y)) / 2) + E + 20,
    latex=r"-20\,e^{-0.2\sqrt{(x^2+y^2)/2}}-e^{(\cos 2\pi x+\cos 2\pi y)/2}+e+20",
    domain=((-5, 5), (-5, 5)),
    starts=((-4, 3), (2, 2), (3.5, -1)),
    stationary=[minimum(0, 0, "kink")],
    traits={"many minima", "plateau", "non-smooth"},
    rate=0.02,
    kinks="The minimum is the tip of a cone: at the origin the subgradient 0 stands in for the missing gradient.",
    teaches="A nearly flat, rippled plain around a funnel: the gradient does not tell the distance, and since "
    "the minimum is a cone, methods with a fixed step keep oscillating around it.",
    source="Ackley (1987), A Connectionist Machine for Genetic Hillclimbing",
)
