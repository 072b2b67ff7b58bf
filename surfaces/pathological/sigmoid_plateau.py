"""A saturated neuron does not learn: it is wrong and does not feel it."""

from sympy import log

from surfaces.calculus import sigmoid, x, y
from surfaces.surface import Surface, minimum

surface = Surface(
    name="Saturating neuron",
    expression=((sigmoid(x + y) - 0.8) ** 2 + (sigmoid(-x + y) - 0.2) ** 2) / 2,
    latex=r"\tfrac12\left[(\sigma(x+y)-0.8)^2+(\sigma(-x+y)-0.2)^2\right],\quad \sigma(t)=\frac1{1+e^{-t}}",
    domain=((-10, 10), (-10, 10)),
    starts=((3, 1), (-8, 0), (-6, 5), (6, 6)),
    stationary=[minimum(log(4), 0)],
    traits={"plateau", "least squares"},
    colour="log",
    rate=5.0,
    teaches="One neuron with weight x and bias y, two data points and the squared error: where the sigmoid "
    "saturates, the slope dies away exponentially and gradient descent stands still.",
    source="The vanishing gradient; Hochreiter (1991), Untersuchungen zu dynamischen neuronalen Netzen",
)
