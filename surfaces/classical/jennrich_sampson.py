"""A cliff on one side, a plateau on the other, and even the best fit does not fit."""

from sympy import exp

from surfaces.calculus import x, y
from surfaces.surface import Surface, minimum

surface = Surface(
    name="Jennrich-Sampson",
    expression=sum((2 + 2 * i - exp(i * x) - exp(i * y)) ** 2 for i in range(1, 11)),
    latex=r"\sum_{i=1}^{10}\left(2+2i-e^{ix}-e^{iy}\right)^2",
    domain=((-0.4, 0.4), (-0.4, 0.4)),
    starts=((0.3, 0.4), (0, -0.2)),
    stationary=[minimum(0.2578252136703641, 0.2578252136703641)],
    traits={"cliff", "least squares"},
    colour="log",
    rate=0.000002,
    teaches="A sum of exponentials: least squares whose best residual is far from zero, so the Gauss-Newton "
    "approximation of the Hessian misses a part that matters.",
    source="Jennrich & Sampson (1968), Technometrics 10, 63-72; Moré, Garbow & Hillstrom (1981), problem 6",
)
