"""The multipliers of a quadratic form on the circle are its eigenvalues."""

from sympy import sqrt

from surfaces.calculus import x, y
from surfaces.problem import Constrained, Solution
from surfaces.regions import Circle

problem = Constrained(
    name="Rayleigh quotient",
    objective=2 * x**2 + 2 * x * y + 2 * y**2,
    equalities=(x**2 + y**2 - 1,),
    latex=r"\min 2x^2+2xy+2y^2\quad\text{s.t.}\quad x^2+y^2=1",
    domain=((-1.5, 1.5), (-1.5, 1.5)),
    starts=((1, 0), (0, 1)),
    solutions=[
        Solution(sqrt(2) / 2, -sqrt(2) / 2, (-1,)),
        Solution(-sqrt(2) / 2, sqrt(2) / 2, (-1,)),
        Solution(sqrt(2) / 2, sqrt(2) / 2, (-3,), "max"),
        Solution(-sqrt(2) / 2, -sqrt(2) / 2, (-3,), "max"),
    ],
    region=Circle(1),
    traits={"several solutions"},
    rate=0.1,
    teaches="Lagrange's equations read A v = -λ v: the four solutions are the eigenvectors, the minimum belongs "
    "to the smallest eigenvalue and the maximum to the largest.",
    source="Rayleigh (1877), The Theory of Sound",
)
