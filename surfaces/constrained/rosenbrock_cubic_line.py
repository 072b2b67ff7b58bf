"""A wedge as narrow as the valley in it."""

from surfaces.calculus import x, y
from surfaces.problem import Constrained, Solution

problem = Constrained(
    name="Rosenbrock with a cubic and a line",
    objective=(1 - x) ** 2 + 100 * (y - x**2) ** 2,
    inequalities=(-y + (x - 1) ** 3 + 1, x + y - 2),
    latex=r"\min (1-x)^2+100\,(y-x^2)^2\quad\text{s.t.}\quad (x-1)^3-y+1\le0,\ x+y-2\le0",
    domain=((-1.5, 1.5), (-0.5, 2.5)),
    starts=((-1, 1), (0, 1), (-1, 2)),
    solutions=[
        Solution(1, 1, (0, 0)),
        Solution(0.0011148370795454122, 0.003340784039082772, (0.6679082354737685, 0), "local"),
    ],
    inside=(-0.5, 0.5),
    traits={"ill-conditioned", "zero multiplier", "several solutions"},
    colour="log",
    rate=0.0005,
    teaches="Both constraints pass through the minimum of f with zero multipliers, in a narrow wedge; most methods "
    "stop at a second minimum on the cubic.",
    source="Simionescu & Beale (2002); Wikipedia, Test functions for optimization",
)
