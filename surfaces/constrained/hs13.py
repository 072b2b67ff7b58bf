"""At the tip of a cusp the conditions of Kuhn and Tucker fail."""

from surfaces.calculus import x, y
from surfaces.problem import NO_MULTIPLIER, Constrained, Solution

problem = Constrained(
    name="HS13",
    objective=y**2 + (x - 2) ** 2,
    inequalities=(y - (1 - x) ** 3, -x, -y),
    latex=r"\min (x-2)^2+y^2\quad\text{s.t.}\quad y\le(1-x)^3,\ x,y\ge0",
    domain=((-0.5, 2.5), (-0.5, 2)),
    starts=((-2, -2),),
    solutions=[Solution(1, 0, (), NO_MULTIPLIER)],
    inside=(0.25, 0.25),
    traits={"no multiplier"},
    rate=0.1,
    teaches="The feasible set ends in a cusp at the minimum: no multipliers exist there, those of the methods "
    "grow without bound, and progress becomes slow.",
    source="Hock & Schittkowski (1981), problem 13",
)
