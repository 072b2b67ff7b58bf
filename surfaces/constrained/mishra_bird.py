"""The deepest hollow lies inside, yet many shallow ones lie on the edge."""

from sympy import cos, exp, sin

from surfaces.calculus import x, y
from surfaces.problem import Constrained, Solution
from surfaces.regions import Disk

problem = Constrained(
    name="Mishra's bird, constrained",
    objective=(x - y) ** 2 + exp((1 - sin(y)) ** 2) * cos(x) + exp((1 - cos(x)) ** 2) * sin(y),
    inequalities=((x + 5) ** 2 + (y + 5) ** 2 - 25,),
    latex=r"\min (x-y)^2+e^{(1-\sin y)^2}\cos x+e^{(1-\cos x)^2}\sin y"
    r"\quad\text{s.t.}\quad (x+5)^2+(y+5)^2\le25",
    domain=((-10, 0), (-6.5, 0)),
    starts=((-8, -4), (-3, -3), (-6, -1)),
    solutions=[Solution(-3.1302468034546562, -1.5821421769300335, (0,))],
    region=Disk(5, (-5, -5)),
    inside=(-5, -5),
    traits={"several solutions"},
    rate=0.002,
    teaches="The global minimum is in the interior, so its multiplier is zero, but several local minima sit on "
    "the circle and inside it.",
    source="Mishra (2006); Wikipedia, Test functions for optimization",
)
