"""A fence across the banana valley."""

from surfaces.calculus import x, y
from surfaces.problem import Constrained, Solution
from surfaces.regions import Disk

problem = Constrained(
    name="Rosenbrock in the unit disk",
    objective=(1 - x) ** 2 + 100 * (y - x**2) ** 2,
    inequalities=(x**2 + y**2 - 1,),
    latex=r"\min (1-x)^2+100\,(y-x^2)^2\quad\text{s.t.}\quad x^2+y^2\le1",
    domain=((-1.5, 1.5), (-1.5, 1.5)),
    starts=((0, 0), (-0.5, 0.5)),
    solutions=[Solution(0.7864151541684278, 0.6176983125233935, (0.1214965569992884,))],
    region=Disk(1),
    inside=(0, 0),
    traits={"ill-conditioned"},
    colour="log",
    rate=0.001,
    teaches="The unit disk cuts the valley before its end. The multiplier is small, 0.12: giving way a little "
    "would not gain much.",
    source="The first example of MATLAB's fmincon",
)
