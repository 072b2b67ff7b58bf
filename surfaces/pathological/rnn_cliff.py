"""Fifty times through the same neuron, a small change becomes a wall."""

from sympy import Rational

from surfaces.calculus import sigmoid, x, y
from surfaces.surface import Surface, minimum

state = Rational(1, 2)
for _ in range(50):
    state = x * sigmoid(state) + y  # weight x, bias y, no input

surface = Surface(
    name="Recurrent cliff",
    expression=(sigmoid(state) - 0.7) ** 2,
    latex=r"\left(\sigma(s_{50})-0.7\right)^2,\quad s_0=\tfrac12,\ s_t=x\,\sigma(s_{t-1})+y",
    domain=((4, 8), (-4.5, -1.5)),
    starts=((6.5, -3), (5, -2.8), (7, -2.5)),
    stationary=[
        minimum(4.2, -2.0925407743879125, "line"),
        minimum(4.5, -2.2977559497658313, "line"),
    ],
    traits={"plateau", "cliff", "line of minima", "degenerate"},
    rate=0.2,
    teaches="A recurrent net unrolled over fifty steps: two nearly flat floors meet at a wall where the gradient "
    "jumps from hundredths to thousands. A step from the wall throws the weights far away; clipping prevents it.",
    source="Pascanu, Mikolov & Bengio (2013), arXiv:1211.5063, figure 6",
)
