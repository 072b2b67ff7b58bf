"""One bound, two minima, and the usual start leads to the worse one."""

from sympy import Rational

from surfaces.calculus import x, y
from surfaces.problem import Constrained, Solution
from surfaces.regions import HalfPlane

problem = Constrained(
    name="HS2",
    objective=(1 - x) ** 2 + 100 * (y - x**2) ** 2,
    inequalities=(Rational(3, 2) - y,),
    latex=r"\min (1-x)^2+100\,(y-x^2)^2\quad\text{s.t.}\quad y\ge1.5",
    domain=((-2, 2), (-1, 3)),
    starts=((-2, 1),),
    solutions=[
        Solution(1.2243707487363524, 1.5, (0.18325392775670352,)),
        Solution(-1.2210262421071016, 1.5, (1.8189832171619171,), "local"),
    ],
    region=HalfPlane((0, -1), -1.5),
    inside=(0, 2),
    traits={"ill-conditioned", "several solutions"},
    colour="log",
    rate=0.0002,
    teaches="A bound on y cuts the banana valley into two hollows; from the start of the collection most methods "
    "end in the bad one, at f = 4.94 instead of 0.05.",
    source="Hock & Schittkowski (1981), problem 2",
)
