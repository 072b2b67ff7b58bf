"""A constraint that is touched but not needed."""

from sympy import sqrt

from surfaces.calculus import x, y
from surfaces.problem import Constrained, Solution
from surfaces.regions import Disk

problem = Constrained(
    name="Rosenbrock in a larger disk",
    objective=(1 - x) ** 2 + 100 * (y - x**2) ** 2,
    inequalities=(x**2 + y**2 - 2,),
    latex=r"\min (1-x)^2+100\,(y-x^2)^2\quad\text{s.t.}\quad x^2+y^2\le2",
    domain=((-1.5, 1.5), (-1.5, 1.5)),
    starts=((-1, 1), (0, 0), (0, -1)),
    solutions=[Solution(1, 1, (0,))],
    region=Disk(sqrt(2)),
    inside=(0, 0),
    traits={"ill-conditioned", "zero multiplier"},
    colour="log",
    rate=0.0005,
    teaches="The minimum of f lies exactly on the edge: the constraint is active and its multiplier is zero. "
    "Where both are zero at once, barrier methods slow down.",
    source="Wikipedia, Test functions for optimization",
)
