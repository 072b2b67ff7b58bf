"""Four equally deep corners and dozens of dents on the way."""

from sympy import Abs, cos, exp, pi, sin, sqrt

from surfaces.calculus import x, y
from surfaces.surface import Surface, minimum

surface = Surface(
    name="Hölder table",
    expression=-Abs(sin(x) * cos(y) * exp(Abs(1 - sqrt(x**2 + y**2) / pi))),
    latex=r"-\left|\sin(x)\cos(y)\,e^{\left|1-\sqrt{x^2+y^2}/\pi\right|}\right|",
    domain=((-10, 10), (-10, 10)),
    starts=((7, 8), (-4, -4), (1, 0)),
    stationary=[
        minimum(-8.055023475736563, -9.664590019241272),
        minimum(-8.055023475736563, 9.664590019241272),
        minimum(8.055023475736563, -9.664590019241272),
        minimum(8.055023475736563, 9.664590019241272),
    ],
    traits={"many minima", "non-smooth"},
    rate=0.05,
    kinks="Ridges where sin x = 0 or cos y = 0, and a kink on the circle of radius pi; the subgradient 0 stands "
    "in on them.",
    teaches="Four global minima near the corners and dozens of local ones between: whoever starts in the middle "
    "needs a swarm or annealing to get there.",
    source="Mishra (2006), Some New Test Functions for Global Optimization",
)
