"""The second-best minimum lies in the opposite corner: following the trend leads away from the answer."""

from sympy import Abs, sin, sqrt

from surfaces.calculus import x, y
from surfaces.separable import lattice
from surfaces.surface import Surface

u, v = (418.9828872724337 - t * sin(sqrt(Abs(t))) for t in (x, y))
domain = ((-500, 500), (-500, 500))

surface = Surface(
    name="Schwefel 2.26",
    expression=u + v,
    latex=r"837.9657745448674-x\sin\sqrt{|x|}-y\sin\sqrt{|y|}",
    domain=domain,
    starts=((200, -400), (10, -20), (-300, 200)),
    stationary=lattice(u, v, domain),
    traits={"many minima", "saddle"},
    rate=1.0,
    kinks="On both axes the second derivative is infinite; 0 stands in for the missing derivative of the root there.",
    teaches="Deceptive: the best minimum sits near one corner and the runner-up in the opposite one, so whoever "
    "follows the trend of good values is led astray; outside the box it falls for ever.",
    source="Schwefel (1981), Numerical Optimization of Computer Models",
)
