"""A back with six humps: two of its six hollows are deepest, and the middle of the back is a saddle."""

from sympy import Rational

from surfaces.calculus import x, y
from surfaces.surface import Surface, maximum, minimum, saddle

half = [  # f(-x, -y) = f(x, y): the other half is the mirror image
    minimum(0.08984201310031806, -0.7126564030207396),
    minimum(1.703606714972890, -0.7960835686732710),
    minimum(1.607104752922640, 0.5686514548842540),
    maximum(1.230229876518470, 0.1623345844589570),
    saddle(1.109205336802430, -0.7682680925099170),
    saddle(1.638067984187830, 0.2286740690438270),
    saddle(1.296070267172850, 0.6050843880394530),
]

surface = Surface(
    name="Six-hump camel",
    expression=(4 - Rational(21, 10) * x**2 + x**4 / 3) * x**2 + x * y + (4 * y**2 - 4) * y**2,
    latex=r"\left(4-2.1x^2+\tfrac{x^4}{3}\right)x^2+xy+(4y^2-4)\,y^2",
    domain=((-2, 2), (-1.2, 1.2)),
    starts=((1.5, 0), (-1.5, 0.5), (0, 1.1), (1, 1)),
    stationary=[saddle(0, 0), *half, *(point.mirrored() for point in half)],
    traits={"many minima", "saddle"},
    rate=0.02,
    teaches="Two global and four local minima around a saddle at the origin: where a method ends depends on its start, "
    "so this is a place for several starts, for annealing and for swarms.",
    source="Dixon & Szegő (1978), Towards Global Optimisation 2",
)
