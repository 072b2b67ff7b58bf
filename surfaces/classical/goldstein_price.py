"""From 3 to a million in one picture: no single step size works everywhere."""

from surfaces.calculus import x, y
from surfaces.surface import Surface, maximum, minimum, saddle

inner = 1 + (x + y + 1) ** 2 * (19 - 14 * x + 3 * x**2 - 14 * y + 6 * x * y + 3 * y**2)
outer = 30 + (2 * x - 3 * y) ** 2 * (18 - 32 * x + 12 * x**2 + 48 * y - 36 * x * y + 27 * y**2)

surface = Surface(
    name="Goldstein-Price",
    expression=inner * outer,
    latex=r"\left[1+(x+y+1)^2(19-14x+3x^2-14y+6xy+3y^2)\right]\left[30+(2x-3y)^2(18-32x+12x^2+48y-36xy+27y^2)\right]",
    domain=((-2, 2), (-2, 2)),
    starts=((1, 1), (-1.5, 0.5), (0, 0), (-1, -1)),
    stationary=[
        minimum(0, -1),
        minimum(-0.6, -0.4),
        minimum(1.8, 0.2),
        minimum(1.2, 0.8),
        maximum(0.8, 0.2),
        saddle(-0.4, -0.6),
        saddle(1.2, -0.2),
        saddle(1.4, 0.6),
        saddle(0.6, 0.4),
    ],
    traits={"many minima", "saddle"},
    colour="log",
    rate=2e-5,
    teaches="Values from 3 to a million in one window: without a logarithmic scale nothing is visible, and "
    "gradients of millions in the corners defeat every fixed step size.",
    source="Goldstein & Price (1971), Mathematics of Computation 25, 569-574",
)
