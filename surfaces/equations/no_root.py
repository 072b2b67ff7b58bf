"""Where there is no root, the search becomes chaos."""

from surfaces.calculus import x
from surfaces.equation import Equation

equation = Equation(
    name="Nothing to find",
    expression=x**2 + 1,
    latex=r"x^2+1",
    window=(-4, 4),
    starts=(0.5, 1, 0.5773502691896258),
    teaches="Written as x = cot(t), each step doubles the angle t: deterministic chaos. From 1 comes 0, where the "
    "tangent is level.",
    source="Peitgen & Richter (1986), The Beauty of Fractals",
)
