"""Fitting a normal distribution: the same step means little where the spread is wide and much where it is narrow."""

from sympy import log

from surfaces.calculus import x, y
from surfaces.surface import Surface, minimum

surface = Surface(
    name="Fit of a normal distribution",
    expression=log(y) + (x**2 + 1) / (2 * y**2),  # mean x, deviation y; the data have mean 0 and deviation 1
    latex=r"\ln y+\frac{x^2+1}{2y^2}",
    domain=((-3, 3), (0.3, 4)),
    starts=((-2, 2.5), (2.5, 1), (2, 3.5)),
    stationary=[minimum(0, 1)],
    fisher_matrix=((1 / y**2, 0), (0, 2 / y**2)),
    traits={"plateau"},
    rate=0.1,
    teaches="The mean log-loss of a normal distribution with mean x and deviation y. Its Fisher matrix knows that a "
    "narrow distribution is sensitive and a wide one is not: the natural gradient walks evenly where the plain one "
    "crawls or jumps.",
    source="Amari (1998), Neural Computation 10(2), 251-276",
)
