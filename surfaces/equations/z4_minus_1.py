"""Four roots in a square, and no simple border between any two of them."""

from sympy import I

from surfaces.calculus import z
from surfaces.equation import Equation

equation = Equation(
    name="Four basins",
    expression=z**4 - 1,
    latex=r"z^4-1",
    window=(-2, 2),
    starts=(1 + 0.9j, -1 + 0.5j),
    roots=(1, -1, I, -I),
    teaches="Four basins that a child would cut along the diagonals; instead, chains of islands lie on them.",
    source="Cayley (1879), American Journal of Mathematics 2, 97; Peitgen & Richter (1986), The Beauty of Fractals",
)
