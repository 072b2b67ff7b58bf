"""Rings around the goal: from outside the first ring no downhill path leads to the centre."""

from sympy import Piecewise, Rational, cos, factorial, sqrt

from surfaces.calculus import x, y
from surfaces.surface import Surface, minimum

s = x**2 + y**2
series = sum(Rational((-144) ** k, factorial(2 * k)) * s**k for k in range(7))  # of the cosine, near the centre
wave = Piecewise((series, s < 0.001), (cos(12 * sqrt(s)), True))

surface = Surface(
    name="Drop wave",
    expression=-(1 + wave) / (s / 2 + 2),
    latex=r"-\frac{1+\cos\left(12\sqrt{x^2+y^2}\right)}{\tfrac12(x^2+y^2)+2}",
    domain=((-5.12, 5.12), (-5.12, 5.12)),
    starts=((1, 1), (-3, 2), (0.3, 0.1)),
    stationary=[
        minimum(0, 0),
        minimum(0.520215558873, 0, "line"),
    ],
    traits={"many minima", "degenerate"},
    rate=0.01,
    kinks="None: near the centre, where the root has no derivative, the Taylor series of the cosine takes over.",
    teaches="Concentric rings: gradient descent stops on the nearest ring, a whole circle of minima with a "
    "singular Hessian, and reaches the centre only from closer than 0.26.",
    source="Surjanovic & Bingham, Virtual Library of Simulation Experiments",
)
