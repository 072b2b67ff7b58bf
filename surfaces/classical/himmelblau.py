"""Four equally good minima: the answer depends on where one starts, and on who walks."""

from surfaces.calculus import x, y
from surfaces.surface import Surface, maximum, minimum, saddle

surface = Surface(
    name="Himmelblau",
    expression=(x**2 + y - 11) ** 2 + (x + y**2 - 7) ** 2,
    latex=r"(x^2+y-11)^2+(x+y^2-7)^2",
    domain=((-6, 6), (-6, 6)),
    starts=((0, 0), (-1, -1), (-4, 0), (0, -4), (4, 4)),
    stationary=[
        minimum(3, 2),
        minimum(-3.779310253377747, -3.283185991286170),
        minimum(-2.805118086952745, 3.131312518250573),
        minimum(3.584428340330492, -1.848126526964404),
        maximum(-0.2708445906673890, -0.9230385564799758),
        saddle(3.385154183607282, 0.07385187983774570),
        saddle(0.08667750455544490, 2.884254701174757),
        saddle(-3.073025750758974, -0.08135304428800150),
        saddle(-0.1279613467307310, -1.953714980244474),
    ],
    traits={"many minima", "saddle", "least squares"},
    colour="log",
    rate=0.01,
    teaches="Four minima of equal value share the plane: each method draws its own map of their basins, "
    "and Newton from the origin runs to the local maximum.",
    source="Himmelblau (1972), Applied Nonlinear Programming",
)
