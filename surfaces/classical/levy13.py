"""An egg box laid over a bowl, and its two directions are entangled."""

from sympy import pi, sin

from surfaces.calculus import x, y
from surfaces.surface import Surface, minimum

surface = Surface(
    name="Levy N. 13",
    expression=sin(3 * pi * x) ** 2
    + (x - 1) ** 2 * (1 + sin(3 * pi * y) ** 2)
    + (y - 1) ** 2 * (1 + sin(2 * pi * y) ** 2),
    latex=r"\sin^2(3\pi x)+(x-1)^2\left[1+\sin^2(3\pi y)\right]+(y-1)^2\left[1+\sin^2(2\pi y)\right]",
    domain=((-5, 5), (-5, 5)),
    starts=((-4, -4), (4, -3)),
    stationary=[
        minimum(1, 1),
        minimum(0.6703805254516864, 1),
        minimum(1.3296194745483136, 1),
        minimum(0.6716660565631725, 0.7338932005461823),
        minimum(0.6716660565631725, 1.2661067994538178),
    ],  # the lowest five of 681
    traits={"many minima", "ill-conditioned"},
    rate=0.0002,
    teaches="Some two thousand stationary points, 681 of them minima, on a bowl: unlike Levy's and Rastrigin's, "
    "the ripples couple the coordinates, so no coordinate can be solved by itself.",
    source="Surjanovic & Bingham, Virtual Library of Simulation Experiments",
)
