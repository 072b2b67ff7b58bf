"""A heart with many hollows."""

from sympy import Rational, atan2, cos, sin, sqrt

from surfaces.calculus import x, y
from surfaces.problem import Constrained, Solution

problem = Constrained(
    name="Townsend",
    objective=-x * sin(3 * x + y) - cos(y * (x - Rational(1, 10))) ** 2,
    inequalities=(
        x**2
        - 4 * x**2 / (x**2 + y**2)
        + y**2
        - (2 * y / sqrt(x**2 + y**2) - cos(2 * atan2(x, y)) / 2 - cos(3 * atan2(x, y)) / 4 - cos(4 * atan2(x, y)) / 8)
        ** 2,
    ),
    latex=r"\min -[\cos((x-0.1)y)]^2-x\sin(3x+y)"
    r"\quad\text{s.t.}\quad x^2+y^2\le\left[2\cos t-\tfrac12\cos2t-\tfrac14\cos3t-\tfrac18\cos4t\right]^2+[2\sin t]^2,"
    r"\ t=\operatorname{atan2}(x,y)",
    domain=((-2.25, 2.25), (-2.5, 1.75)),
    starts=((1, 1), (-1, -1), (0, 0)),
    solutions=[Solution(2.0052927155540172, 1.1944528838793893, (1.366743728492412,))],
    inside=(0, -0.5),
    traits={"several solutions", "not convex"},
    rate=0.05,
    teaches="A heart-shaped region that is not convex, with a kink at the origin and a minimum on its edge; there "
    "are many local minima.",
    source="Townsend (2014), Chebfun example; Wikipedia, Test functions for optimization",
)
