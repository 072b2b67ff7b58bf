"""The example with which the method entered the world."""

from surfaces.calculus import x
from surfaces.equation import Equation

equation = Equation(
    name="Newton's own example",
    expression=x**3 - 2 * x - 5,
    latex=r"x^3-2x-5",
    window=(-3, 4),
    starts=(2, 3),
    roots=(2.0945514815423265,),
    teaches="Newton's own equation of 1669: from 2 the next points are 2.1 and 2.094568, and the third step gives nine "
    "right digits.",
    source="Wallis (1685), A Treatise of Algebra",
)
