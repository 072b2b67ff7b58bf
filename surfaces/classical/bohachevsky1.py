"""Gentle ripples on a bowl stop a careful walker; a fast one does not notice them."""

from sympy import cos, pi

from surfaces.calculus import x, y
from surfaces.separable import lattice
from surfaces.surface import Surface

u = x**2 - 0.3 * cos(3 * pi * x) + 0.3
v = 2 * y**2 - 0.4 * cos(4 * pi * y) + 0.4
domain = ((-2, 2), (-2, 2))

surface = Surface(
    name="Bohachevsky 1",
    expression=u + v,
    latex=r"x^2+2y^2-0.3\cos 3\pi x-0.4\cos 4\pi y+0.7",
    domain=domain,
    starts=((1.5, -1.2), (-1, 1)),
    stationary=lattice(u, v, domain),
    traits={"many minima", "saddle"},
    rate=0.02,
    teaches="A bowl with mild ripples: they trap gradient descent, momentum gets to the first ring, and Adam "
    "with steps of 0.1 rides over all of them.",
    source="Bohachevsky, Johnson & Stein (1986), Technometrics 28, 209-217",
)
