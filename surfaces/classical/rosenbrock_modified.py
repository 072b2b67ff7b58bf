"""The tempting valley is only second-best; the best lies in a narrow hole beside it."""

from sympy import exp

from surfaces.calculus import x, y
from surfaces.surface import Surface, minimum, saddle

surface = Surface(
    name="Rosenbrock with a trap",
    expression=74 + 100 * (y - x**2) ** 2 + (1 - x) ** 2 - 400 * exp(-10 * ((x + 1) ** 2 + (y + 1) ** 2)),
    latex=r"74+100\,(y-x^2)^2+(1-x)^2-400\,e^{-10\left((x+1)^2+(y+1)^2\right)}",
    domain=((-2, 2), (-2, 2)),
    starts=((-1.2, 1), (-1, 0), (-0.5, -1)),
    stationary=[
        minimum(-0.9095537365026206, -0.9505717126590494),
        minimum(1, 1),
        saddle(-0.6139073477220598, -0.6893741717951369),
    ],
    traits={"many minima", "saddle", "curved valley"},
    colour="log",
    rate=0.001,
    teaches="The famous banana valley is only a local minimum of value 74; the global one, 34.04, is a narrow "
    "Gaussian hole beside its other end.",
    source="Jamil & Yang (2013), Int. J. Mathematical Modelling and Numerical Optimisation 4, problem 106",
)
