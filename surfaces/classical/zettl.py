"""A circular valley, slightly tilted: the way down leads around."""

from surfaces.calculus import x, y
from surfaces.surface import Surface, maximum, minimum, saddle

surface = Surface(
    name="Zettl",
    expression=(x**2 + y**2 - 2 * x) ** 2 + x / 4,
    latex=r"(x^2+y^2-2x)^2+\tfrac14x",
    domain=((-1, 3), (-2, 2)),
    starts=((2.5, 1), (2, -1), (1, 0.2)),
    stationary=[
        minimum(-0.029895985050660382, 0),
        maximum(1.0627470471676304, 0),
        saddle(1.96714893788303, 0),
    ],
    traits={"saddle", "curved valley"},
    rate=0.05,
    teaches="A circular valley with a slight tilt: the path must walk around the ring, and momentum swings "
    "along it like a pendulum.",
    source="Schwefel (1995), Evolution and Optimum Seeking",
)
