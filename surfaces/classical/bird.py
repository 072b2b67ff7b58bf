"""Two deepest points far apart, with mountains between."""

from sympy import cos, exp, sin

from surfaces.calculus import x, y
from surfaces.surface import Surface, maximum, minimum, saddle

surface = Surface(
    name="Mishra's bird",
    expression=sin(y) * exp((1 - cos(x)) ** 2) + cos(x) * exp((1 - sin(y)) ** 2) + (x - y) ** 2,
    latex=r"\sin(y)\,e^{(1-\cos x)^2}+\cos(x)\,e^{(1-\sin y)^2}+(x-y)^2",
    domain=((-6.283185307179586, 6.283185307179586), (-6.283185307179586, 6.283185307179586)),
    starts=((0, 0), (-4, -2), (4, 4), (5, 2)),
    stationary=[
        minimum(-3.1302468034546562, -1.5821421769300335),
        minimum(3.15293850372493, 4.701043130249553),
        minimum(3.1074587986417006, -1.536662471846804),
        minimum(-3.084375072632382, 4.655171399427279),
        minimum(-5.37766660833261, -5.617907679231666),
        minimum(0.9055186988469766, 0.6652776279479201),
        maximum(-3.12641009037392, -4.772757220660536),
        maximum(0.06036824027584652, -1.58597889001077),
        maximum(3.156775216805667, 1.51042808651905),
        maximum(-3.1880709381557817, 1.7534993649501753),
        maximum(-0.1827030381552787, 4.758867264950678),
        maximum(3.2225537769924886, -5.0228289972311195),
        saddle(1.622710745777198, -0.05191441898230145),
        saddle(-4.764321307934983, -3.8386409508047605),
        saddle(-0.8737480295799291, 0.05193232755029341),
        saddle(1.5188639992446031, 2.4445443563748257),
        saddle(-2.0194268112343, -5.829037547196333),
        saddle(1.116648566811643, -2.6929621691503898),
        saddle(4.263758495945287, 0.4541477599832537),
        saddle(-1.9173615676130242, 3.488157894407921),
        saddle(-4.042562997062159, 2.7129036971638296),
        saddle(-1.1421073703689328, 5.613359323857056),
        saddle(3.8857365964918755, -5.842538233798368),
    ],
    traits={"many minima", "saddle"},
    colour="symlog",
    rate=0.01,
    teaches="Two global minima far apart and high peaks between them; on a disk around one of them it is a "
    "favourite of constrained optimisation.",
    source="Mishra (2006), Some New Test Functions for Global Optimization",
)
