"""Steepest descent zig-zags for ever, conjugate gradients are done in two steps."""

from surfaces.calculus import x, y
from surfaces.surface import Surface, minimum

surface = Surface(
    name="Shewchuk's example",
    expression=(3 * x**2 + 4 * x * y + 6 * y**2) / 2 - 2 * x + 8 * y,
    latex=r"\tfrac32x^2+2xy+3y^2-2x+8y",
    domain=((-4, 6), (-6, 4)),
    starts=((-2, -2),),
    stationary=[minimum(2, -2)],
    traits={"convex", "quadratic"},
    rate=0.1,
    teaches="The picture of conjugate gradients without the agonizing pain: from (-2, -2) steepest descent with "
    "exact line search zig-zags, while conjugate gradients finish in exactly two steps.",
    source="Shewchuk (1994), An Introduction to the Conjugate Gradient Method Without the Agonizing Pain",
)
