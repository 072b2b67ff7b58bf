"""A wave on a line has infinitely many lowest points."""

from sympy import cos, pi, sin

from surfaces.calculus import x, y
from surfaces.problem import Constrained, Solution
from surfaces.regions import Line

problem = Constrained(
    name="HS9",
    objective=sin(pi * x / 12) * cos(pi * y / 16),
    equalities=(4 * x - 3 * y,),
    latex=r"\min \sin\left(\tfrac{\pi x}{12}\right)\cos\left(\tfrac{\pi y}{16}\right)"
    r"\quad\text{s.t.}\quad 4x-3y=0",
    domain=((-16, 16), (-16, 16)),
    starts=((0, 0),),
    solutions=[Solution(-3, -4, (-pi / 96,)), Solution(9, 12, (-pi / 96,))],
    region=Line((4, -3), 0),
    traits={"several solutions"},
    rate=10.0,
    teaches="A periodic objective on a line: equal minima at (12k - 3, 16k - 4) for every whole number k; the start "
    "decides which of them is found.",
    source="Hock & Schittkowski (1981), problem 9",
)
