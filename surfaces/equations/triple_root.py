"""The flatter the root, the slower the way to it."""

from surfaces.calculus import x
from surfaces.equation import Equation

equation = Equation(
    name="Triple root",
    expression=x**3,
    latex=r"x^3",
    window=(-2, 2),
    starts=(1, -1.5),
    roots=(0,),
    multiplicity=3,
    teaches="At a root of multiplicity m the error shrinks by the factor 1 - 1/m per step: here two thirds remain.",
    source="Schröder (1870), Mathematische Annalen 2",
)
