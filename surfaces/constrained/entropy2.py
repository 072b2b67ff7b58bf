"""Of all coins, the fair one is the least predictable."""

from sympy import Rational, log

from surfaces.calculus import x, y
from surfaces.problem import Constrained, Solution
from surfaces.regions import HalfPlane, Intersection, Line

problem = Constrained(
    name="Maximum entropy",
    objective=x * log(x) + y * log(y),
    equalities=(x + y - 1,),
    latex=r"\max -x\ln x-y\ln y\quad\text{s.t.}\quad x+y=1",
    domain=((0.01, 1), (0.01, 1)),
    starts=((0.1, 0.9),),
    solutions=[Solution(Rational(1, 2), Rational(1, 2), (-1 + log(2),))],
    region=Intersection((Line((1, 1), 1), HalfPlane((-1, 0), 0), HalfPlane((0, -1), 0))),
    traits={"convex"},
    rate=0.1,
    teaches="The uniform distribution follows from one Lagrange multiplier: at the solution all the slopes 1 + ln "
    "x are equal.",
    source="Shannon (1948), Bell System Technical Journal 27(3), 379-423",
)
