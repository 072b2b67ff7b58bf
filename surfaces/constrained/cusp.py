"""A minimum where no multiplier exists."""

from surfaces.calculus import x, y
from surfaces.problem import NO_MULTIPLIER, Constrained, Solution

problem = Constrained(
    name="Cusp",
    objective=x,
    equalities=(y**2 - x**3,),
    latex=r"\min x\quad\text{s.t.}\quad y^2=x^3",
    domain=((-0.5, 2), (-2, 2)),
    starts=((1, 1), (1, -1)),
    solutions=[Solution(0, 0, (), NO_MULTIPLIER)],
    traits={"no multiplier"},
    rate=0.1,
    teaches="At the tip of the cusp the gradient of the constraint is zero, so no multiplier can balance the "
    "gradient of f: the minimum exists, but Lagrange's equations have no solution.",
    source="A textbook example",
)
