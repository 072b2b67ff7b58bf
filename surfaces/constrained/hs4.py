"""Straight into the corner of the box."""

from surfaces.calculus import x, y
from surfaces.problem import Constrained, Solution
from surfaces.regions import polygon

problem = Constrained(
    name="HS4",
    objective=y + (x + 1) ** 3 / 3,
    inequalities=(1 - x, -y),
    latex=r"\min \tfrac13(x+1)^3+y\quad\text{s.t.}\quad x\ge1,\ y\ge0",
    domain=((0, 3), (-1, 2)),
    starts=((1.125, 0.125),),
    solutions=[Solution(1, 0, (4, 1))],
    region=polygon((-1, 0, -1), (0, -1, 0)),
    inside=(2, 1),
    traits={"corner"},
    rate=0.1,
    teaches="The solution is the corner of a box: both bounds are active, and projected gradients land there and stay.",
    source="Hock & Schittkowski (1981), problem 4",
)
