"""Fivefold symmetry, and at every corner all five colours."""

from sympy import I, exp, pi

from surfaces.calculus import z
from surfaces.equation import Equation

equation = Equation(
    name="Five basins",
    expression=z**5 - 1,
    latex=r"z^5-1",
    window=(-2, 2),
    starts=(1 + 1j, -1 + 0.5j),
    roots=tuple(exp(2 * pi * I * k / 5) for k in range(5)),
    teaches="The more roots, the more of the plane is border: from far out each step takes back only a fifth of the "
    "distance.",
    source="Cayley (1879), American Journal of Mathematics 2, 97; Peitgen & Richter (1986), The Beauty of Fractals",
)
