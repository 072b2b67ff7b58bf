"""Roots of the same equation, and very different realms."""

from sympy import I, sqrt

from surfaces.calculus import z
from surfaces.equation import Equation

fourth = (1, -1, I, -I)  # z^4 = 1 or z^4 = -16

equation = Equation(
    name="Eight basins of two sizes",
    expression=z**8 + 15 * z**4 - 16,
    latex=r"z^8+15z^4-16",
    window=(-2, 2),
    starts=(1 + 0.5j, 0.3 + 0.3j),
    roots=(*fourth, *(sqrt(2) * (1 + I) * root for root in fourth)),
    teaches="Four roots on the axes and four on the diagonals at twice the distance: their basins differ in "
    "size and interlock.",
    source="Cayley (1879), American Journal of Mathematics 2, 97; Peitgen & Richter (1986), The Beauty of Fractals",
)
