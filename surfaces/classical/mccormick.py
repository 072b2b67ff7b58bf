"""A valley with one minimum after another, each a little higher than the last."""

from sympy import Rational, pi, sin

from surfaces.calculus import x, y
from surfaces.surface import Surface, minimum, saddle

half = Rational(1, 2)  # on y = x - 1 the slope vanishes where cos(2x - 1) = -1/2

surface = Surface(
    name="McCormick",
    expression=sin(x + y) + (x - y) ** 2 - 1.5 * x + 2.5 * y + 1,
    latex=r"\sin(x+y)+(x-y)^2-1.5x+2.5y+1",
    domain=((-1.5, 4), (-3, 4)),
    starts=((0, 0), (3, 3), (2, -2)),
    stationary=[
        minimum(half - pi / 3, -half - pi / 3),
        minimum(half + 2 * pi / 3, -half + 2 * pi / 3),
        saddle(half + pi / 3, -half + pi / 3),
    ],
    traits={"many minima", "saddle"},
    rate=0.1,
    teaches="A chain of minima separated by saddles, each further one higher by π: a bad start or a small step "
    "ends in the second-best.",
    source="McCormick (1976), Mathematical Programming 10, 147-175; Hock & Schittkowski (1981), problem 5",
)
