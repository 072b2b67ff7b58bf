"""Rosenbrock's valley with a cubic bend: gradient descent crawls where the bend turns."""

from surfaces.calculus import x, y
from surfaces.surface import Surface, minimum

surface = Surface(
    name="Cube",
    expression=100 * (y - x**3) ** 2 + (1 - x) ** 2,
    latex=r"100\,(y-x^3)^2+(1-x)^2",
    domain=((-2, 2), (-4, 4)),
    starts=((-1.2, 1), (-1, -2)),
    stationary=[minimum(1, 1)],
    traits={"ill-conditioned", "curved valley", "least squares"},
    colour="log",
    rate=0.0002,
    teaches="A cubic valley: gradient descent crawls around the inflection at the origin, where the floor is "
    "almost level, while Newton's method needs five or six steps in all.",
    source="Leon (1966), in Recent Advances in Optimization Techniques",
)
