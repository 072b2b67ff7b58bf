"""Steep walls, a gentle floor: whoever bounces between the walls makes no headway."""

from sympy import sqrt

from surfaces.calculus import x, y
from surfaces.surface import Surface, minimum

surface = Surface(
    name="Long valley",
    expression=10 * x**2 + sqrt(1 + y**2) / 5,
    latex=r"10x^2+\tfrac15\sqrt{1+y^2}",
    domain=((-1, 1), (-6, 6)),
    starts=((0.7, -5),),
    stationary=[minimum(0, 0)],
    traits={"convex", "ill-conditioned"},
    rate=0.065,
    teaches="Gradient descent bounces across and then creeps along, momentum oscillates and then accelerates, and "
    "Adagrad, RMSProp and Adam go straight down the valley, because each coordinate has its own scale.",
    source="A reconstruction: Alec Radford's animation of 2014 came without a formula",
)
