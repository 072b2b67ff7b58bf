"""Two mirror images are equally good, and between them sits a saddle that attracts the undecided."""

from sympy import Rational, sqrt

from surfaces.calculus import x, y
from surfaces.surface import Surface, minimum, saddle

surface = Surface(
    name="Dixon-Price",
    expression=(x - 1) ** 2 + 2 * (2 * y**2 - x) ** 2,
    latex=r"(x-1)^2+2\,(2y^2-x)^2",
    domain=((-2, 3), (-2, 2)),
    starts=((-1, 1), (2, -1), (0, 0)),
    stationary=[
        minimum(1, 1 / sqrt(2)),
        minimum(1, -1 / sqrt(2)),
        saddle(Rational(1, 3), 0),
    ],
    traits={"many minima", "saddle", "curved valley", "least squares"},
    colour="log",
    rate=0.02,
    teaches="A parabolic valley with two minima and a saddle between: started on the mirror line y = 0, "
    "gradient descent converges to the saddle.",
    source="Dixon & Price (1989), Journal of Optimization Theory and Applications 60, 261-275",
)
