"""As many saddles as hills and hollows together: most flat points are not what one is looking for."""

from itertools import product

from sympy import pi, sin

from surfaces.calculus import x, y
from surfaces.surface import Surface, maximum, minimum, saddle

surface = Surface(
    name="Egg carton",
    expression=sin(x) * sin(y),
    latex=r"\sin(x)\sin(y)",
    domain=((-4, 4), (-4, 4)),
    starts=((0.1, 0.2), (1, -1), (2.5, 2)),
    stationary=[
        minimum(pi / 2, -pi / 2),
        minimum(-pi / 2, pi / 2),
        maximum(pi / 2, pi / 2),
        maximum(-pi / 2, -pi / 2),
        *(saddle(i * pi, j * pi) for i, j in product((-1, 0, 1), repeat=2)),
    ],
    traits={"many minima", "saddle"},
    rate=0.2,
    teaches="A lattice of minima, maxima and saddles: Newton's method colours the plane by all three kinds, "
    "gradient descent by minima only.",
    source="A textbook lattice",
)
