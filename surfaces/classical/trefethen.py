"""Thousands of hollows in one square: ten digits of the lowest one was the question."""

from sympy import exp, sin

from surfaces.calculus import x, y
from surfaces.surface import Surface, minimum

surface = Surface(
    name="Trefethen's contest problem",
    expression=exp(sin(50 * x))
    + sin(60 * exp(y))
    + sin(70 * sin(x))
    + sin(sin(80 * y))
    - sin(10 * (x + y))
    + (x**2 + y**2) / 4,
    latex=r"e^{\sin50x}+\sin(60e^y)+\sin(70\sin x)+\sin(\sin80y)-\sin(10(x+y))+\tfrac14(x^2+y^2)",
    domain=((-1, 1), (-1, 1)),
    starts=((0, 0), (0.5, 0.5)),
    stationary=[
        minimum(-0.024403079694375173, 0.21061242715535577),
        minimum(-0.3945257921487216, -0.09320015012103924),
        minimum(-0.023167759456743195, -0.49421287868262503),
        minimum(-0.023345817735863413, 0.7741548230505062),
        minimum(0.3449298934363997, 0.368019203646805),
    ],
    traits={"many minima"},
    rate=0.0002,
    teaches="Thousands of local minima in a square: a global search must find the right hollow before Newton's "
    "method can deliver the ten digits that the contest asked for.",
    source="Trefethen (2002), The SIAM 100-Dollar, 100-Digit Challenge, problem 4",
)
