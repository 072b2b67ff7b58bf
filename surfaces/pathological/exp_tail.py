"""Going down for ever and arriving nowhere: the lowest value is a limit."""

from sympy import exp

from surfaces.calculus import x, y
from surfaces.surface import Surface

surface = Surface(
    name="Exponential tail",
    expression=exp(-x) + y**2 / 2,
    latex=r"e^{-x}+\tfrac12y^2",
    domain=((-2, 8), (-3, 3)),
    starts=((-1, 2),),
    traits={"convex", "plateau", "unbounded"},
    colour="log",
    rate=0.5,
    infimum=0.0,
    teaches="The infimum 0 is not attained: under gradient descent x grows like the logarithm of the steps, as "
    "the weights do in logistic regression on separable data; Newton's method steps by 1 for ever.",
    source="Soudry et al. (2018), arXiv:1710.10345",
)
