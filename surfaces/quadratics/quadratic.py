"""The safe step is set by the steepest direction, the progress by the flattest: their ratio is all that matters."""

from sympy import Symbol, cos, pi, sin

from optim_core.knob import Knob
from surfaces.calculus import x, y
from surfaces.surface import Surface, minimum, named

kappa, angle = Symbol("kappa", real=True), Symbol("angle", real=True)
c, s = cos(pi * angle / 180), sin(pi * angle / 180)
along, across = c * x + s * y, -s * x + c * y  # coordinates along the eigenvectors of 1 and of kappa

surface = Surface(
    name="Quadratic bowl",
    expression=(along**2 + kappa * across**2) / 2,
    latex=r"\tfrac12\left[(x\cos\theta+y\sin\theta)^2+\kappa\,(y\cos\theta-x\sin\theta)^2\right]",
    knobs=named(
        Knob("kappa", 10.0, 1.0, 1000.0, r"\kappa", "condition number: how much steeper across than along", log=True),
        Knob("angle", 30.0, -90.0, 90.0, r"\theta", "angle of the flat direction, in degrees"),
    ),
    domain=((-4, 4), (-3, 3)),
    starts=((-3.6, -0.6), (3, 2.5), (-2, 2)),
    stationary=[minimum(0, 0)],
    traits={"convex", "quadratic"},
    rate_of=1.5 / kappa,
    teaches="Gradient descent zig-zags across the narrow direction and crawls along the flat one; "
    "turning the bowl takes the advantage from methods that scale each coordinate on its own.",
    source="Nocedal & Wright, Numerical Optimization (2006), section 3.3",
)
