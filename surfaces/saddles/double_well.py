"""Newton's method runs to the top of the pass as gladly as to the bottom of a well."""

from surfaces.calculus import x, y
from surfaces.surface import Surface, minimum, saddle

surface = Surface(
    name="Double well",
    expression=(x**2 - 1) ** 2 + y**2,
    latex=r"(x^2-1)^2+y^2",
    domain=((-2, 2), (-1.5, 1.5)),
    starts=((0.5, 1), (0.1, -0.5), (-1.5, 1)),
    stationary=[
        minimum(-1, 0),
        minimum(1, 0),
        saddle(0, 0),
    ],
    traits={"many minima", "saddle"},
    rate=0.05,
    teaches="Started closer to the middle than 1/√5 = 0.447, Newton's method converges to the saddle; "
    "between that and 1/√3 it may jump to either well. Gradient descent takes the nearer one.",
    source="The quartic potential of Landau and Duffing",
)
