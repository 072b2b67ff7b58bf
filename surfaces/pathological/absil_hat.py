"""Smooth is not enough: downhill for ever, and yet going around in circles."""

from sympy import Piecewise, cos, exp, sin, sqrt

from surfaces.calculus import x, y
from surfaces.surface import Surface, maximum

s = x**2 + y**2
r, phi = sqrt(s), 1 / (1 - s)
turn = y * cos(phi) - x * sin(phi)  # r times sin(theta - phi), theta the angle of the point

surface = Surface(
    name="Spiral hat",
    expression=Piecewise((exp(-phi) * (1 - 4 * s * r * turn / (4 * s**2 + (1 - s) ** 4)), s < 1), (0, True)),
    latex=r"\begin{cases}"
    r"e^{-\varphi}\left[1-\frac{4r^4}{4r^4+(1-r^2)^4}\sin(\theta-\varphi)\right]&r<1\\0&r\ge 1\end{cases}"
    r",\quad \varphi=\frac1{1-r^2}",
    domain=((-0.95, 0.95), (-0.95, 0.95)),
    starts=((0.117619, 0.485969),),
    stationary=[maximum(0, 0)],
    traits={"degenerate", "plateau"},
    colour="log",
    rate=0.05,
    infimum=0.0,
    kinks="None: r has no derivative at the origin, but f does, and the 0 that stands in gives it exactly.",
    teaches="The gradient flow follows a groove that spirals towards the circle r = 1 for ever: f decreases, "
    "the path never converges. Infinitely smooth does not help, only analytic functions forbid this.",
    source="Absil, Mahony & Andrews (2005), SIAM Journal on Optimization 16, 531-547",
)
