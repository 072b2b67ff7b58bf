"""From afar a bowl, from near an egg box: what one sees depends on the scale."""

from itertools import product

from sympy import cos, sqrt

from surfaces.calculus import x, y
from surfaces.surface import Stationary, Surface, maximum, minimum, saddle

quadrant = [  # f is even in x and in y
    minimum(0, 0),
    minimum(3.1400226338955397, 4.438444480920714),
    minimum(6.280045279379904, 0),
    minimum(0, 8.876888929095657),
    minimum(9.420067886213593, 4.438444437201061),
    minimum(6.280045217550294, 8.876888885374552),
    maximum(3.1431642363549055, 0),
    maximum(0, 4.447330275764381),
    maximum(6.286328492143461, 4.44733029775552),
    maximum(9.429492724599072, 0),
    maximum(3.1431642674554183, 8.894660606551076),
    maximum(9.429492817903379, 8.894660694520526),
    saddle(1.5723679104393218, 2.2225533025787545),
    saddle(4.710820534479318, 2.2181104087569534),
    saddle(1.5660847019886008, 6.6632170057198845),
    saddle(7.855556370892423, 2.2269962074289897),
    saddle(4.7171037585267745, 6.667659943458243),
    saddle(7.849273116023248, 6.658774057215233),
]

surface = Surface(
    name="Griewank",
    expression=1 + (x**2 + y**2) / 4000 - cos(x) * cos(y / sqrt(2)),
    latex=r"1+\tfrac{x^2+y^2}{4000}-\cos(x)\cos\left(\tfrac{y}{\sqrt2}\right)",
    domain=((-10, 10), (-10, 10)),
    starts=((-8, 7), (5, 5)),
    stationary=sorted({Stationary(i * p.x, j * p.y, p.kind) for p in quadrant for i, j in product((1, -1), repeat=2)}),
    traits={"many minima", "saddle"},
    rate=1.0,
    teaches="Scale matters: on [-600, 600] it is a bowl, on [-10, 10] an egg box of almost equal minima, the "
    "best one 0 and its neighbours 0.0074.",
    source="Griewank (1981), Journal of Optimization Theory and Applications 34, 11-39",
)
