"""Two valleys as thin as a knife edge, where double precision itself limits the answer."""

from sympy import exp

from surfaces.calculus import x, y
from surfaces.surface import Surface, minimum

surface = Surface(
    name="Powell, badly scaled",
    expression=(10**4 * x * y - 1) ** 2 + (exp(-x) + exp(-y) - 1.0001) ** 2,
    latex=r"(10^4xy-1)^2+(e^{-x}+e^{-y}-1.0001)^2",
    domain=((-1, 10), (-1, 10)),
    starts=((0, 1),),
    stationary=[
        minimum(1.0981593296998053e-05, 9.106146739866624),
        minimum(9.106146739866624, 1.0981593296998053e-05),
    ],
    traits={"many minima", "ill-conditioned", "curved valley", "least squares"},
    colour="log",
    rate=5e-9,
    teaches="Two hyperbolic knife-edge valleys with condition number 7e17 at the minimum: here the limit is not "
    "the method but the sixteen digits of the arithmetic.",
    source="Powell (1970), Numerical Methods for Nonlinear Algebraic Equations; Moré, Garbow & Hillstrom "
    "(1981), problem 3",
)
