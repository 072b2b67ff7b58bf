"""The lowest point lies on the edge of the box, and the slope there is not zero."""

from sympy import Abs, sin, sqrt

from surfaces.calculus import x, y
from surfaces.surface import Surface, minimum

h = y + 47

surface = Surface(
    name="Eggholder",
    expression=-h * sin(sqrt(Abs(x / 2 + h))) - x * sin(sqrt(Abs(x - h))),
    latex=r"-(y+47)\sin\sqrt{\left|\tfrac x2+y+47\right|}-x\sin\sqrt{\left|x-(y+47)\right|}",
    domain=((-512, 512), (-512, 512)),
    starts=((0, 0), (400, 400), (-300, 300), (500, 380)),
    stationary=[
        minimum(512, 404.2318051137577, "edge"),
        minimum(482.3533104647884, 432.87899894548343),
    ],
    traits={"many minima", "non-smooth", "edge"},
    rate=1.0,
    kinks="On the lines x/2 + y + 47 = 0 and x - y - 47 = 0 the slope is infinite; 0 stands in for the "
    "derivative of the root there.",
    teaches="Extremely rugged, and its global minimum sits on the boundary x = 512 with a non-zero gradient: a "
    "place for methods that respect bounds.",
    source="Whitley, Rana, Dzubera & Mathias (1996), Artificial Intelligence 85, 245-276",
)
