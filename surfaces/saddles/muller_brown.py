"""A reaction must cross a pass, so chemists look for saddles on purpose."""

from sympy import exp

from surfaces.calculus import x, y
from surfaces.surface import Surface, minimum, saddle

hills = (  # A, a, b, c, p, q
    (-200, -1, 0, -10, 1, 0),
    (-100, -1, 0, -10, 0, 0.5),
    (-170, -6.5, 11, -6.5, -0.5, 1.5),
    (15, 0.7, 0.6, 0.7, -1, 1),
)

surface = Surface(
    name="Müller-Brown potential",
    expression=sum(
        height * exp(a * (x - p) ** 2 + b * (x - p) * (y - q) + c * (y - q) ** 2) for height, a, b, c, p, q in hills
    ),
    latex=r"\sum_{k=1}^4A_k\,e^{a_k(x-p_k)^2+b_k(x-p_k)(y-q_k)+c_k(y-q_k)^2}",
    domain=((-1.5, 1.2), (-0.2, 2)),
    starts=((-0.8, 0.6), (0, 1), (0.5, 0.5), (-1, 0.5)),
    stationary=[
        minimum(-0.5582236346330243, 1.4417258418046686),
        minimum(0.6234994049308765, 0.02803775852868566),
        minimum(-0.05001082299820604, 0.4666941048719721),
        saddle(0.212486582000662, 0.2929883251073678),
        saddle(-0.8220015587327321, 0.6243128028148713),
    ],
    traits={"many minima", "saddle"},
    rate=0.0002,
    teaches="The benchmark of saddle searches in chemistry: three minima, the states of a molecule, joined by "
    "two saddles along a curved path, which a reaction follows.",
    source="Müller & Brown (1979), Theoretica Chimica Acta 53, 75-93",
)
