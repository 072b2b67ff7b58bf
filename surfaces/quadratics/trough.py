"""Where a whole line is optimal, the method decides which of its points is the answer."""

from sympy import Rational

from surfaces.calculus import x, y
from surfaces.surface import Surface, minimum

surface = Surface(
    name="Trough",
    expression=(x + 2 * y - 2) ** 2,
    latex=r"(x+2y-2)^2",
    domain=((-3, 3), (-3, 3)),
    starts=((0, 0), (-2, -1)),
    stationary=[
        minimum(Rational(2, 5), Rational(4, 5), "line"),
        minimum(0, 1, "line"),
        minimum(2, 0, "line"),
    ],
    traits={"convex", "quadratic", "degenerate", "line of minima", "least squares"},
    rate=0.05,
    teaches="Underdetermined least squares: every point of x + 2y = 2 is optimal. From the origin gradient "
    "descent finds the one of least norm, (2/5, 4/5); Adam and RMSProp walk along (1, 1) and stop at (2/3, "
    "2/3).",
    source="Least squares with one equation and two unknowns",
)
