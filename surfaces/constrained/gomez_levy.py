"""A field full of holes, and on the rim of each a place to get stuck."""

from sympy import Rational, pi, sin

from surfaces.calculus import x, y
from surfaces.problem import Constrained, Solution

problem = Constrained(
    name="Gomez-Levy",
    objective=x**6 / 3 - 21 * x**4 / 10 + 4 * x**2 + x * y + 4 * y**4 - 4 * y**2,
    inequalities=(-sin(4 * pi * x) + 2 * sin(2 * pi * y) ** 2 - Rational(3, 2),),
    latex=r"\min 4x^2-2.1x^4+\tfrac13x^6+xy-4y^2+4y^4\quad\text{s.t.}\quad -\sin4\pi x+2\sin^2 2\pi y\le1.5",
    domain=((-1, 0.75), (-1, 1)),
    starts=((-0.5, 0.5), (0.25, 0.25), (-0.9, -0.5)),
    solutions=[Solution(0.08984201310031806, -0.7126564030207396, (0,))],
    inside=(0.1, -0.7),
    traits={"several solutions", "not convex"},
    rate=0.05,
    teaches="The allowed set has holes, and descent gets stuck on their rims. The global minimum of the camel lies "
    "between them and is allowed, so its multiplier is zero.",
    source="Gomez & Levy (1982), modified; Wikipedia, Test functions for optimization",
)
