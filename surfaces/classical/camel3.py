"""Three hollows and two passes: where one ends is decided on the passes."""

from surfaces.calculus import x, y
from surfaces.surface import Surface, minimum, saddle

surface = Surface(
    name="Three-hump camel",
    expression=2 * x**2 - 1.05 * x**4 + x**6 / 6 + x * y + y**2,
    latex=r"2x^2-1.05x^4+\tfrac{x^6}{6}+xy+y^2",
    domain=((-2.5, 2.5), (-2.5, 2.5)),
    starts=((2, 2), (-2, -1.5), (1, 1)),
    stationary=[
        minimum(0, 0),
        minimum(-1.747552345830289, 0.8737761729151445),
        minimum(1.747552345830289, -0.8737761729151445),
        saddle(-1.07054229182366, 0.53527114591183),
        saddle(1.07054229182366, -0.53527114591183),
    ],
    traits={"many minima", "saddle"},
    colour="log",
    rate=0.1,
    teaches="Three minima and two saddles, all on the line y = -x/2: small enough to compare basins of "
    "attraction, and the outer hollows are shallow enough for momentum to roll out of them.",
    source="Surjanovic & Bingham, Virtual Library of Simulation Experiments",
)
