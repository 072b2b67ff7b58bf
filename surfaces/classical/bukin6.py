"""A curved knife edge: infinitely steep across and almost flat along."""

from sympy import Abs, sqrt

from surfaces.calculus import x, y
from surfaces.surface import Surface, minimum

surface = Surface(
    name="Bukin N. 6",
    expression=100 * sqrt(Abs(y - 0.01 * x**2)) + 0.01 * Abs(x + 10),
    latex=r"100\sqrt{\left|y-0.01x^2\right|}+0.01\,|x+10|",
    domain=((-15, -5), (-3, 3)),
    starts=((-12.5, 1), (-7, 2)),
    stationary=[minimum(-10, 1, "kink")],
    traits={"non-smooth", "curved valley"},
    rate=0.001,
    kinks="On the parabola y = x^2/100 the slope is infinite and on x = -10 it jumps; the subgradient 0 stands "
    "in on both.",
    teaches="Across the valley floor the slope is infinite and along it 0.01: every gradient method bounces "
    "from wall to wall for ever.",
    source="Bukin (1997), New Minimization Strategies for Non-Smooth Functions, Novosibirsk",
)
