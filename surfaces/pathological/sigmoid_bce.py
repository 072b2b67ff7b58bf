"""The loss that matches the neuron removes the plateau: same answer, and a slope everywhere."""

from sympy import log

from surfaces.calculus import softplus, x, y
from surfaces.surface import Surface, minimum

a, b = x + y, -x + y  # what the neuron sees for the inputs 1 and -1; its targets are 0.8 and 0.2

surface = Surface(
    name="Neuron with cross-entropy",
    expression=(softplus(a) - 0.8 * a + softplus(b) - 0.2 * b) / 2,
    latex=r"\tfrac12\left[\ln(1+e^{x+y})-0.8(x+y)+\ln(1+e^{y-x})-0.2(y-x)\right]",
    domain=((-10, 10), (-10, 10)),
    starts=((-8, 0), (-6, 5), (6, 6)),
    stationary=[minimum(log(4), 0)],
    traits={"convex"},
    rate=2.0,
    teaches="The same neuron and the same minimum as the saturating neuron, but measured by cross-entropy: "
    "convex, and far away the slope does not vanish. This is why classification uses it.",
    source="Bishop (2006), Pattern Recognition and Machine Learning, section 4.3",
)
