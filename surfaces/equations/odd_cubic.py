"""Between two starts that end alike lies one that does not."""

from surfaces.calculus import x
from surfaces.equation import Equation

equation = Equation(
    name="Three roots on a line",
    expression=x**3 - x,
    latex=r"x^3-x",
    window=(-2, 2),
    starts=(0.44, 0.448, 0.4473, 0.46),
    roots=(0, 1, -1),
    teaches="Below 1/√5 = 0.447 one ends at 0; from there to 1/√3 = 0.577 the three roots alternate in ever "
    "finer intervals: a fractal on the line.",
    source="A textbook example",
)
