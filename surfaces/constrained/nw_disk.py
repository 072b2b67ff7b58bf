"""For an inequality the multiplier has a sign, and the maximum drops out."""

from sympy import Rational, sqrt

from surfaces.calculus import x, y
from surfaces.problem import Constrained, Solution
from surfaces.regions import Disk

problem = Constrained(
    name="Linear in a disk",
    objective=x + y,
    inequalities=(x**2 + y**2 - 2,),
    latex=r"\min x+y\quad\text{s.t.}\quad x^2+y^2\le2",
    domain=((-2, 2), (-2, 2)),
    starts=((0, 0), (1, 1)),
    solutions=[Solution(-1, -1, (Rational(1, 2),))],
    region=Disk(sqrt(2)),
    inside=(0, 0),
    traits={"convex", "linear objective"},
    rate=0.1,
    teaches="The disk instead of the circle: of the two solutions of Lagrange's equations only the one with a "
    "multiplier that is not negative is left.",
    source="Nocedal & Wright (2006), example 12.2",
)
