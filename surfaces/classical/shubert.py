"""Eighteen places share the title of the minimum, among 760 that look like it."""

from itertools import product

from sympy import cos, pi

from surfaces.calculus import x, y
from surfaces.surface import Surface, minimum

a, b = -1.425128428319761, -0.8003211004719731
turns = [(a + 2 * pi * i, b + 2 * pi * j) for i, j in product((-1, 0, 1), repeat=2)]


def waves(t):
    return sum(j * cos((j + 1) * t + j) for j in range(1, 6))


surface = Surface(
    name="Shubert",
    expression=waves(x) * waves(y),
    latex=r"\left(\sum_{j=1}^5 j\cos[(j+1)x+j]\right)\left(\sum_{j=1}^5 j\cos[(j+1)y+j]\right)",
    domain=((-10, 10), (-10, 10)),
    starts=((0, 0), (-6, 4), (2, 2)),
    stationary=[minimum(*p) for p in turns] + [minimum(*reversed(p)) for p in turns],
    traits={"many minima"},
    rate=0.0002,
    teaches="Eighteen global minima among 760 local ones: the answer is a set, and a method that returns one "
    "point tells only part of the story.",
    source="Shubert (1972), SIAM Journal on Numerical Analysis 9, 379-388",
)
