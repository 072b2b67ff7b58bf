"""Newton's method looks for flat points, and the top of a dome is one."""

from surfaces.calculus import x, y
from surfaces.surface import Surface, maximum

surface = Surface(
    name="Dome",
    expression=-(x**2 + y**2) / 2,
    latex=r"-\tfrac12(x^2+y^2)",
    domain=((-3, 3), (-3, 3)),
    starts=((1, 0.5),),
    stationary=[maximum(0, 0)],
    traits={"quadratic", "unbounded"},
    rate=0.1,
    teaches="Newton's method is drawn to any stationary point: one step from anywhere leads to the maximum, "
    "while gradient descent flees from it.",
    source="A textbook counterexample",
)
