"""Everybody's demo surface: three hills, three hollows, and a plain to get lost on."""

from sympy import exp

from surfaces.calculus import x, y
from surfaces.surface import Surface, maximum, minimum, saddle

surface = Surface(
    name="Peaks",
    expression=3 * (1 - x) ** 2 * exp(-(x**2) - (y + 1) ** 2)
    - 10 * (x / 5 - x**3 - y**5) * exp(-(x**2) - y**2)
    - exp(-((x + 1) ** 2) - y**2) / 3,
    latex=r"3(1-x)^2e^{-x^2-(y+1)^2}-10\left(\tfrac x5-x^3-y^5\right)e^{-x^2-y^2}-\tfrac13e^{-(x+1)^2-y^2}",
    domain=((-3, 3), (-3, 3)),
    starts=((-1, 1), (0, -0.5), (2, 0), (0, 2), (0, 2.5)),
    stationary=[
        minimum(0.22827892055636909, -1.6255349574999964),
        minimum(-1.3473962443682108, 0.20451886609700518),
        minimum(0.2964455538468321, 0.32019624766683435),
        maximum(1.285684697241304, -0.004847559075593672),
        maximum(-0.46002451803438665, -0.6291965087168009),
        maximum(-0.009317581959954116, 1.5813679629389998),
        saddle(0.4163233216785082, -0.3941450984024246),
        saddle(-0.2659375568372457, 0.4667399937262694),
        saddle(1.0982728343350927, 0.8544609795247524),
    ],
    traits={"many minima", "saddle", "plateau"},
    rate=0.02,
    teaches="Three minima, three maxima and saddles in one picture; towards infinity it levels off, so a start "
    "or a step beyond the hills never comes back.",
    source="The demonstration function of MATLAB (MathWorks)",
)
