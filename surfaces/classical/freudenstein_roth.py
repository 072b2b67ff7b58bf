"""From the usual start every descent method ends in the wrong minimum."""

from surfaces.calculus import x, y
from surfaces.surface import Surface, minimum, saddle

surface = Surface(
    name="Freudenstein-Roth",
    expression=(-13 + x + ((5 - y) * y - 2) * y) ** 2 + (-29 + x + ((y + 1) * y - 14) * y) ** 2,
    latex=r"\left(-13+x+((5-y)y-2)y\right)^2+\left(-29+x+((y+1)y-14)y\right)^2",
    domain=((-20, 30), (-4, 6)),
    starts=((0.5, -2), (15, -2), (0, 5)),
    stationary=[
        minimum(5, 4),
        minimum(11.412778986902094, -0.8968052532744765),
        saddle(23.92055434643124, 2.23013858660781),
    ],
    traits={"many minima", "saddle", "ill-conditioned", "least squares"},
    colour="log",
    rate=0.0002,
    teaches="Least squares with a bad local minimum: from the standard start (0.5, -2) most methods "
    "end at 48.98 instead of 0, behind a pass outside the usual picture.",
    source="Freudenstein & Roth (1963), Journal of the ACM 10, 550-556; Moré, Garbow & Hillstrom (1981), problem 2",
)
