"""A plain quadratic in disguise."""

from surfaces.calculus import x, y
from surfaces.surface import Surface, minimum

surface = Surface(
    name="Booth",
    expression=(x + 2 * y - 7) ** 2 + (2 * x + y - 5) ** 2,
    latex=r"(x+2y-7)^2+(2x+y-5)^2",
    domain=((-10, 10), (-10, 10)),
    starts=((-5, -5), (8, -6)),
    stationary=[minimum(1, 3)],
    traits={"convex", "quadratic", "least squares"},
    colour="log",
    rate=0.05,
    teaches="Two linear equations squared: condition number 9, one step for Newton's method, two for conjugate "
    "gradients.",
    source="Surjanovic & Bingham, Virtual Library of Simulation Experiments",
)
