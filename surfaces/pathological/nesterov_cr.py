"""A banana valley whose floor is a kink: gradients point across it, never along."""

from sympy import Abs

from surfaces.calculus import x, y
from surfaces.surface import Surface, minimum

surface = Surface(
    name="Nesterov's kinked banana",
    expression=(x - 1) ** 2 / 4 + Abs(y - 2 * x**2 + 1),
    latex=r"\tfrac14(x-1)^2+\left|y-2x^2+1\right|",
    domain=((-1.5, 1.5), (-1.5, 1.5)),
    starts=((-1, 0), (-1, 1)),
    stationary=[minimum(1, 1, "kink")],
    traits={"non-smooth", "curved valley"},
    rate=0.02,
    kinks="The parabola y = 2 x^2 - 1 is a kink; the subgradient 0 of the absolute value stands in on it.",
    teaches="Rosenbrock with an absolute value: gradient descent jams between the walls of the kinked floor, "
    "while BFGS, though made for smooth functions, works remarkably well with a weak Wolfe search.",
    source="Gürbüzbalaban & Overton (2012), Nonlinear Analysis 75, 1282-1289",
)
