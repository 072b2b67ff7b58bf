"""Where two basins meet, the third is there too."""

from sympy import I, sqrt

from surfaces.calculus import z
from surfaces.equation import Equation

equation = Equation(
    name="Three basins",
    expression=z**3 - 1,
    latex=r"z^3-1",
    window=(-2, 2),
    starts=(1 + 1j, -1 + 0.5j),
    roots=(1, (-1 + sqrt(3) * I) / 2, (-1 - sqrt(3) * I) / 2),
    teaches="Cayley could not say which start leads to which cube root of one: every point of the border touches all "
    "three basins.",
    source="Cayley (1879), American Journal of Mathematics 2, 97; Peitgen & Richter (1986), The Beauty of Fractals",
)
