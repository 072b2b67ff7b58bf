"""Steepest descent with perfect line searches can converge to a point that is not even stationary."""

from sympy import Abs, Piecewise, sqrt

from surfaces.calculus import x, y
from surfaces.surface import Surface, minimum

surface = Surface(
    name="Wolfe's trap",
    expression=Piecewise(
        (5 * sqrt(9 * x**2 + 16 * y**2), x > Abs(y)), (9 * x + 16 * Abs(y), x > 0), (9 * x + 16 * Abs(y) - x**9, True)
    ),
    latex=r"\begin{cases}5\sqrt{9x^2+16y^2}&x>|y|\\9x+16|y|&0<x\le|y|\\9x+16|y|-x^9&x\le 0\end{cases}",
    domain=((-1.5, 5.5), (-4.5, 4.5)),
    starts=((5, 4),),
    stationary=[minimum(-1, 0, "kink")],
    traits={"convex", "non-smooth"},
    rate=0.01,
    kinks="The ray y = 0, x <= 0 is a kink; the subgradient 0 of the absolute value stands in on it.",
    teaches="Exact line searches from (5, 4) zig-zag towards the origin, a kink that is not even stationary, while "
    "the minimum waits at (-1, 0); only at a distance of 1e-18 does the search lose count and slip out.",
    source="Wolfe (1975), Mathematical Programming Study 3, 145-173",
)
