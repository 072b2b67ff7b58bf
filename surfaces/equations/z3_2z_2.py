"""Whole regions of starts belong to no root at all."""

from surfaces.calculus import z
from surfaces.equation import Equation

equation = Equation(
    name="Black islands",
    expression=z**3 - 2 * z + 2,
    latex=r"z^3-2z+2",
    window=(-2, 2),
    starts=(0, 0.1 + 0.1j, -1 + 1j),
    roots=(-1.7692923542386314, 0.8846461771193157 + 0.5897428050222055j, 0.8846461771193157 - 0.5897428050222055j),
    teaches="The cycle between 0 and 1 attracts a region around it: about one percent of the window never reaches a "
    "root.",
    source="Smale (1985), Bulletin of the AMS 13, 87-121",
)
