"""The multiplier is what one more coin of income is worth."""

from sympy import Rational

from surfaces.calculus import x, y
from surfaces.problem import Constrained, Solution
from surfaces.regions import HalfPlane, Intersection, Line

problem = Constrained(
    name="Utility maximisation",
    objective=-(x ** (Rational(2, 5))) * y ** (Rational(3, 5)),
    equalities=(2 * x + 3 * y - 60,),
    latex=r"\max x^{2/5}y^{3/5}\quad\text{s.t.}\quad 2x+3y=60",
    domain=((1, 28), (1, 19)),
    starts=((5, 5), (20, 5)),
    solutions=[Solution(12, 12, (Rational(1, 5),))],
    region=Intersection((Line((2, 3), 60), HalfPlane((-1, 0), 0), HalfPlane((0, -1), 0))),
    rate=10.0,
    teaches="Shadow price: at the best basket one more unit of income buys 1/5 more utility, and that is the "
    "multiplier. The shares of the budget are the exponents.",
    source="Cobb & Douglas (1928), American Economic Review 18(1), 139-165",
)
