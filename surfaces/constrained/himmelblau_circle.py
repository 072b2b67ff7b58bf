"""Four hollows become four minima on a circle."""

from sympy import sqrt

from surfaces.calculus import x, y
from surfaces.problem import Constrained, Solution
from surfaces.regions import Circle

problem = Constrained(
    name="Himmelblau on a circle",
    objective=(x + y**2 - 7) ** 2 + (x**2 + y - 11) ** 2,
    equalities=(x**2 + y**2 - 13,),
    latex=r"\min (x^2+y-11)^2+(x+y^2-7)^2\quad\text{s.t.}\quad x^2+y^2=13",
    domain=((-5, 5), (-5, 5)),
    starts=((0, 3.6), (-3, 2), (0, -3.6)),
    solutions=[
        Solution(3.0, 2.0, (0,)),
        Solution(-2.3470645069549465, 2.737021775615301, (4.717853129332358,), "local"),
        Solution(-2.875251722706024, -2.1755292530959083, (8.028435658385353,), "local"),
        Solution(3.346081214436356, -1.3430340674741355, (2.846487991898,), "local"),
    ],
    region=Circle(sqrt(13)),
    traits={"several solutions"},
    colour="log",
    rate=0.005,
    teaches="Several minima along the circle. One of them is a minimum of f itself, and there the multiplier is "
    "zero: the constraint costs nothing.",
    source="A textbook example",
)
