"""On a plane nothing but the update rule itself can be seen."""

from surfaces.calculus import x, y
from surfaces.surface import Surface

surface = Surface(
    name="Tilted plane",
    expression=x + 2 * y,
    latex=r"x+2y",
    domain=((-5, 5), (-5, 5)),
    starts=((4, 4), (0, 0)),
    traits={"convex", "quadratic", "unbounded"},
    rate=0.1,
    teaches="The gradient is the same everywhere: gradient descent moves at constant speed, momentum speeds up "
    "to 1/(1 − β) times that, and Adam steps by exactly lr in both coordinates.",
    source="The cleanest test of an update rule",
)
