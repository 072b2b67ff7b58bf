"""A flat point can look like the goal while the way down begins one step behind it."""

from surfaces.calculus import x, y
from surfaces.surface import Surface, saddle

surface = Surface(
    name="Inflection",
    expression=x**3 + y**2,
    latex=r"x^3+y^2",
    domain=((-1.5, 2), (-1.5, 1.5)),
    starts=((1.5, 1), (1.5, -1)),
    stationary=[saddle(0, 0, "flat")],
    traits={"saddle", "degenerate", "unbounded"},
    rate=0.05,
    teaches="From x > 0 gradient descent creeps towards the origin like 1/(3 lr k) and looks converged; any "
    "step across it falls for ever.",
    source="A textbook counterexample",
)
