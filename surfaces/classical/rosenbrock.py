"""Falling into the valley takes a few steps, walking along its bend takes thousands."""

from sympy import Symbol

from optim_core.knob import Knob
from surfaces.calculus import x, y
from surfaces.surface import Surface, minimum, named

b = Symbol("b", real=True)

surface = Surface(
    name="Rosenbrock's banana",
    expression=(1 - x) ** 2 + b * (y - x**2) ** 2,
    latex=r"(1-x)^2+b\,(y-x^2)^2",
    knobs=named(Knob("b", 100.0, 1.0, 1000.0, "b", "how steep the walls of the valley are", log=True)),
    domain=((-2, 2), (-1, 3)),
    starts=((-1.2, 1), (0, 2), (-1.5, 2.5)),
    stationary=[minimum(1, 1)],
    traits={"ill-conditioned", "curved valley", "least squares"},
    colour="log",
    rate_of=0.1 / b,
    teaches="A curved valley defeats gradient descent: it drops to the floor in a few steps and then crawls, "
    "because the floor bends and its slope is a thousand times smaller than that of the walls.",
    source="Rosenbrock (1960), The Computer Journal 3(3), 175-184; Moré, Garbow & Hillstrom (1981), problem 1",
)
