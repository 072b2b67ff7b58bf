"""An absolute value inside an even function leaves no kink."""

from sympy import cos, sin

from surfaces.calculus import x, y
from surfaces.surface import Surface, minimum

surface = Surface(
    name="Schaffer N. 4",
    expression=0.5 + (cos(sin(x**2 - y**2)) ** 2 - 0.5) / (1 + 0.001 * (x**2 + y**2)) ** 2,
    latex=r"\tfrac12+\frac{\cos^2\left(\sin(x^2-y^2)\right)-\tfrac12}{\left[1+0.001(x^2+y^2)\right]^2}",
    domain=((-10, 10), (-10, 10)),
    starts=((1, 2), (2, -1)),
    stationary=[
        minimum(-1.2531318314637332, 0),
        minimum(0, -1.2531318314637332),
        minimum(0, 1.2531318314637332),
        minimum(1.2531318314637332, 0),
    ],
    traits={"many minima", "ill-conditioned"},
    rate=0.1,
    teaches="Four symmetric global minima, very flat along the axes. It is often written with |x^2 - y^2|; the "
    "square of the cosine does not notice the sign, so it is smooth.",
    source="Surjanovic & Bingham, Virtual Library of Simulation Experiments",
)
