"""Steepest descent: always the steepest way down, as far as it goes down, and yet it zig-zags."""

from dataclasses import dataclass
from typing import NamedTuple

from optim_core.line_search import exact
from optim_core.method import About, Array, Method


class State(NamedTuple):
    x: Array  # (n, *runs) the iterate
    fx: Array  # (*runs) value there
    g: Array  # (n, *runs) gradient there


@dataclass(frozen=True)
class SteepestDescent(Method[State]):
    """Gradient descent with an exact line search. Each gradient is orthogonal to the one before."""

    about = About(
        name="Steepest descent",
        family="descent",
        update=r"x \gets x - \alpha\nabla f(x),\quad \alpha = \arg\min_{\alpha>0} f(x - \alpha\nabla f(x))",
        source="Cauchy (1847), C. R. Acad. Sci. 25:536–538; Nocedal & Wright (2006), eq. 3.26",
        memory=0,
        cost="1 gradient and 1 value per trial, 2 trials on a quadratic",
        variant="the nearest minimiser along the line, to ten digits of the slope",
        trouble="a perfect search is no cure for a narrow valley: it turns by a right angle at every step",
    )

    def init(self, x, f):
        return State(x, f(x), f.grad(x))

    def step(self, s, f):
        new = exact(f, s.x, -s.g, s.fx, s.g)
        return State(new.x, new.fx, new.g), {"d": -s.g, "alpha": new.alpha}
