"""The same demand from another scale of utility, but another multiplier."""

from sympy import log

from surfaces.calculus import x, y
from surfaces.problem import Constrained, Solution
from surfaces.regions import HalfPlane, Intersection, Line

problem = Constrained(
    name="Log utility",
    objective=-log(x) - 2 * log(y),
    equalities=(x + y - 3,),
    latex=r"\max \ln x+2\ln y\quad\text{s.t.}\quad x+y=3",
    domain=((0.1, 3), (0.1, 3)),
    starts=((1, 1), (2, 0.5)),
    solutions=[Solution(1, 2, (1,))],
    region=Intersection((Line((1, 1), 3), HalfPlane((-1, 0), 0), HalfPlane((0, -1), 0))),
    traits={"convex"},
    rate=0.1,
    teaches="Logarithms turn a Cobb-Douglas utility into a sum. The best basket splits the income by the same "
    "rule, yet the multiplier is a different number: it depends on the units of f.",
    source="A textbook example",
)
