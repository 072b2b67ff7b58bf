"""Steep gorges in a plain so flat that its slope is zero to the last digit."""

from sympy import pi, sin

from surfaces.calculus import x, y
from surfaces.surface import Surface, minimum

surface = Surface(
    name="Michalewicz",
    expression=-sin(x) * sin(x**2 / pi) ** 20 - sin(y) * sin(2 * y**2 / pi) ** 20,
    latex=r"-\sin(x)\sin^{20}\left(\tfrac{x^2}{\pi}\right)-\sin(y)\sin^{20}\left(\tfrac{2y^2}{\pi}\right)",
    domain=((0, 3.141592653589793), (0, 3.141592653589793)),
    starts=((2.4, 1.75), (2, 2), (2.5, 2.5), (1, 1)),
    stationary=[
        minimum(2.2029055201726093, pi / 2),
        minimum(2.2029055201726093, 2.7115714838430143),
    ],
    traits={"plateau", "many minima"},
    rate=0.02,
    teaches="On the plain the twentieth power of the sine makes the gradient numerically zero: only who starts "
    "in a gorge, or jumps, finds the crossing of both.",
    source="Michalewicz (1992), Genetic Algorithms + Data Structures = Evolution Programs",
)
