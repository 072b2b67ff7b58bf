"""Below the axis waits a second minimum."""

from sympy import log, sqrt

from surfaces.calculus import x, y
from surfaces.problem import Constrained, Solution

problem = Constrained(
    name="HS7",
    objective=-y + log(x**2 + 1),
    equalities=(y**2 + (x**2 + 1) ** 2 - 4,),
    latex=r"\min \ln(1+x^2)-y\quad\text{s.t.}\quad (1+x^2)^2+y^2=4",
    domain=((-2, 2), (-2.5, 2.5)),
    starts=((2, 2), (0.5, -2)),
    solutions=[
        Solution(0, sqrt(3), (sqrt(3) / 6,)),
        Solution(0, -sqrt(3), (-sqrt(3) / 6,), "local"),
        Solution(0.4996209239890311, -1.5615528128088303, (-0.3201941016011038,), "max"),
    ],
    traits={"several solutions"},
    rate=0.1,
    teaches="Besides the clean solution at the top there is a true local minimum at the bottom, where methods end that "
    "start close to it.",
    source="Hock & Schittkowski (1981), problem 7",
)
