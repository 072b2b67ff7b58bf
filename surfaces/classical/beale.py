"""A long flat valley between sharp cliffs: what is a safe step in one place is hopeless in the other."""

from sympy import Rational

from surfaces.calculus import x, y
from surfaces.surface import Surface, minimum, saddle

surface = Surface(
    name="Beale",
    expression=(Rational(3, 2) - x + x * y) ** 2
    + (Rational(9, 4) - x + x * y**2) ** 2
    + (Rational(21, 8) - x + x * y**3) ** 2,
    latex=r"(1.5-x+xy)^2+(2.25-x+xy^2)^2+(2.625-x+xy^3)^2",
    domain=((-4.5, 4.5), (-4.5, 4.5)),
    starts=((1, 1), (1, 2), (4, -1), (1, -2)),
    stationary=[
        minimum(3, Rational(1, 2)),
        saddle(0, 1),
        saddle(0.1005379373237637, -2.644513585024137),
    ],
    traits={"ill-conditioned", "saddle", "plateau", "least squares"},
    colour="log",
    rate=0.002,
    teaches="A flat valley with sharp walls at the corners: the first gradients are huge, so momentum overshoots "
    "and gradient descent needs a tiny step; Newton is drawn to the saddle (0, 1).",
    source="Beale (1958), Technical Report 25, Princeton; Moré, Garbow & Hillstrom (1981), problem 5",
)
