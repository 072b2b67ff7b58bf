"""A large step cannot stay in a sharp minimum, even if it is the deeper one."""

from sympy import exp

from surfaces.calculus import x, y
from surfaces.surface import Surface, minimum, saddle

surface = Surface(
    name="Sharp and flat minimum",
    expression=1.2 - exp(-((x + 2) ** 2 + y**2) / 2.88) - 1.1 * exp(-8 * ((x - 2) ** 2 + y**2)) + 0.01 * (x**2 + y**2),
    latex=r"1.2-e^{-\frac{(x+2)^2+y^2}{2.88}}-1.1\,e^{-8\left((x-2)^2+y^2\right)}+0.01(x^2+y^2)",
    domain=((-5, 5), (-4, 4)),
    starts=((2.4, 0.2), (0, 2), (3, 1), (1, 0)),
    stationary=[
        minimum(1.9971157440207088, 0),
        minimum(-1.943953054105093, 0),
        saddle(1.2030670081153334, 0),
    ],
    traits={"many minima", "saddle", "plateau"},
    rate=0.1,
    teaches="The sharp minimum is deeper, the flat one wider: gradient descent settles in the sharp one only "
    "with lr below 2/17.6, rattles inside it with larger ones, and with 0.4 is thrown out into the flat one.",
    source="Hochreiter & Schmidhuber (1997), Neural Computation 9, 1-42, on flat minima",
)
