"""The valley grows narrower on the way down, until the step that was safe no longer is."""

from sympy import exp

from surfaces.calculus import x, y
from surfaces.surface import Surface, minimum

surface = Surface(
    name="Sharpening valley",
    expression=exp(x) * y**2 / 2 + (x - 3) ** 2 / 20,
    latex=r"\tfrac12e^{x}y^2+\tfrac1{20}(x-3)^2",
    domain=((-3, 5), (-2, 2)),
    starts=((-2, 1.5), (0, 1)),
    stationary=[minimum(3, 0)],
    traits={"ill-conditioned"},
    colour="log",
    rate=0.02,
    teaches="The curvature across grows like e^x along the way: past x = ln(2/lr) a tiny sideways error grows, "
    "bursts and throws x back. With lr = 0.15 it never arrives, below 2/e^3 it does.",
    source="Cohen et al. (2021), arXiv:2103.00065, on the edge of stability",
)
