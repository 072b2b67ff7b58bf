"""Three minima of exactly the same depth: the minimum depends on the start."""

from sympy import cos, pi

from surfaces.calculus import x, y
from surfaces.surface import Surface, minimum, saddle

surface = Surface(
    name="Branin",
    expression=(y - 5.1 / (4 * pi**2) * x**2 + 5 / pi * x - 6) ** 2 + 10 * (1 - 1 / (8 * pi)) * cos(x) + 10,
    latex=r"\left(y-\tfrac{5.1}{4\pi^2}x^2+\tfrac5\pi x-6\right)^2+10\left(1-\tfrac1{8\pi}\right)\cos x+10",
    domain=((-5, 10), (0, 15)),
    starts=((0, 5), (5, 10), (7, 7), (-4, 2)),
    stationary=[
        minimum(-pi, 12.275),
        minimum(pi, 2.275),
        minimum(3 * pi, 2.475),
        saddle(0, 6),
        saddle(2 * pi, 1.1),
    ],
    traits={"many minima", "saddle"},
    rate=0.1,
    teaches="Three equal global minima, at x = -π, π and 3π, in one box: a classic of Bayesian "
    "optimisation, where every sample is expensive.",
    source="Branin (1972), IBM Journal of Research and Development 16, 504-522",
)
