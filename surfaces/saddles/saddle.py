"""On its ridge gradient descent walks straight to the point it should avoid; one hair to the side, and it escapes."""

from surfaces.calculus import x, y
from surfaces.surface import Surface, saddle

surface = Surface(
    name="Saddle",
    expression=x**2 - y**2,
    latex=r"x^2-y^2",
    domain=((-1.5, 1.5), (-1.5, 1.5)),
    starts=((1, 0.001), (1, 0), (1, 0.000001)),
    stationary=[saddle(0, 0)],
    traits={"saddle", "quadratic", "unbounded"},
    rate=0.1,
    teaches="Started exactly on the ridge y = 0, gradient descent ends in the saddle; a tiny y grows by the factor "
    "1 + 2 lr per step. Adam rescales the tiny slope and leaves at once, and Newton jumps into the saddle.",
    source="A reconstruction: Alec Radford's animation of 2014 came without a formula",
)
