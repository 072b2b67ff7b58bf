"""The best case there is: every gradient points straight at the minimum."""

from surfaces.calculus import x, y
from surfaces.surface import Surface, minimum

surface = Surface(
    name="Sphere",
    expression=x**2 + y**2,
    latex=r"x^2+y^2",
    domain=((-5, 5), (-5, 5)),
    starts=((4, 3), (-4, 1)),
    stationary=[minimum(0, 0)],
    traits={"convex", "quadratic"},
    rate=0.1,
    teaches="Gradient descent with lr = 1/2 lands in one step and with lr above 1 diverges; all directions are "
    "alike, so no method has an advantage.",
    source="De Jong (1975), An Analysis of the Behavior of a Class of Genetic Adaptive Systems, F1",
)
