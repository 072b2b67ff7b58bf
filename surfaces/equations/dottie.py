"""Press the cosine key often enough, or take four tangents."""

from sympy import cos

from surfaces.calculus import x
from surfaces.equation import Equation

equation = Equation(
    name="Cosine's fixed point",
    expression=cos(x) - x,
    latex=r"\cos x-x",
    window=(-4, 4),
    starts=(1, 3),
    roots=(0.7390851332151607,),
    teaches="Pressing the cosine key converges too, but needs dozens of rounds for ten digits; Newton's method needs "
    "four steps, though from 3 it wanders first.",
    source="Kaplan (2007), Mathematics Magazine 80, 73-74",
)
