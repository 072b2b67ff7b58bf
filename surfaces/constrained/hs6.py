"""Rosenbrock's valley written as a constraint."""

from surfaces.calculus import x, y
from surfaces.problem import Constrained, Solution

problem = Constrained(
    name="HS6",
    objective=(1 - x) ** 2,
    equalities=(-10 * x**2 + 10 * y,),
    latex=r"\min (1-x)^2\quad\text{s.t.}\quad 10(y-x^2)=0",
    domain=((-2, 2), (-1, 3)),
    starts=((-1.2, 1),),
    solutions=[Solution(1, 1, (0,))],
    traits={"ill-conditioned"},
    rate=0.1,
    teaches="Put the floor of the banana valley into the constraint and Newton's steps solve it quickly; put it "
    "back as a penalty and the valley is there again.",
    source="Hock & Schittkowski (1981), problem 6",
)
