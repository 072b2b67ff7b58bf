"""Far away a quartic, near the goal a quadratic: a step that is safe first is far too small last."""

from surfaces.calculus import x, y
from surfaces.surface import Surface, minimum

s = x / 2 + y

surface = Surface(
    name="Zakharov",
    expression=x**2 + y**2 + s**2 + s**4,
    latex=r"x^2+y^2+\left(\tfrac12x+y\right)^2+\left(\tfrac12x+y\right)^4",
    domain=((-5, 10), (-5, 10)),
    starts=((-4, 4), (8, 8)),
    stationary=[minimum(0, 0)],
    traits={"convex"},
    colour="log",
    rate=0.001,
    teaches="One minimum, but the quartic term makes the far field so steep that a step size which is stable at "
    "the start is far too small at the end: line searches and Adam adapt.",
    source="Surjanovic & Bingham, Virtual Library of Simulation Experiments",
)
