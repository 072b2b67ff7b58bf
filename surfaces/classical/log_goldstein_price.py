"""Taking the logarithm moves no minimum, but it changes the path of every method that looks at slopes."""

from sympy import log

from surfaces.calculus import x, y
from surfaces.surface import Surface, maximum, minimum, saddle

u, v = 4 * x - 2, 4 * y - 2
inner = 1 + (u + v + 1) ** 2 * (19 - 14 * u + 3 * u**2 - 14 * v + 6 * u * v + 3 * v**2)
outer = 30 + (2 * u - 3 * v) ** 2 * (18 - 32 * u + 12 * u**2 + 48 * v - 36 * u * v + 27 * v**2)

surface = Surface(
    name="Goldstein-Price, rescaled",
    expression=(log(inner * outer) - 8.693) / 2.427,
    latex=r"\frac{\ln\left(\left[1+(u+v+1)^2(19-14u+3u^2-14v+6uv+3v^2)\right]"
    r"\left[30+(2u-3v)^2(18-32u+12u^2+48v-36uv+27v^2)\right]\right)-8.693}{2.427},"
    r"\quad u=4x-2,\ v=4y-2",
    domain=((0, 1), (0, 1)),
    starts=((0.75, 0.75), (0.125, 0.625)),
    stationary=[
        minimum(0.5, 0.25),
        minimum(0.35, 0.4),
        minimum(0.95, 0.55),
        minimum(0.8, 0.7),
        maximum(0.7, 0.55),
        saddle(0.4, 0.35),
        saddle(0.8, 0.45),
        saddle(0.85, 0.65),
        saddle(0.65, 0.6),
    ],
    traits={"many minima", "saddle"},
    rate=0.01,
    teaches="The same minimisers after a monotone transformation: methods that only compare values, such as "
    "Nelder-Mead and particle swarms, are not impressed; gradient descent and Adam draw other paths.",
    source="Picheny, Wagner & Ginsbourger (2013), Structural and Multidisciplinary Optimization 48, 607-626",
)
