"""Gradient descent: one step of fixed relative length against the slope."""

from dataclasses import dataclass
from typing import NamedTuple

from optim_core.knob import knob
from optim_core.method import About, Array, Method


class State(NamedTuple):
    x: Array  # (n, *runs) the iterate


@dataclass(frozen=True)
class GradientDescent(Method[State]):
    """On a surface whose gradient is L-Lipschitz it goes down as long as 0 < lr < 2/L."""

    lr: float = knob(
        1e-2, 1e-5, 1.0, r"\eta", "step size: how far to go for a slope of one", log=True, scale="gradient"
    )
    weight_decay: float = knob(0.0, 0.0, 0.5, r"\lambda", "pull towards the origin, added to the gradient")

    about = About(
        name="Gradient descent",
        family="descent",
        update=r"x \gets x - \eta\,(\nabla f(x) + \lambda x)",
        source="Cauchy (1847), C. R. Acad. Sci. 25:536–538",
        memory=0,
        variant="weight decay coupled (L2)",
        trouble="zig-zags across a narrow valley and crawls along it",
    )

    def init(self, x, f):
        return State(x)

    def step(self, s, f):
        g = f.grad(s.x) + self.weight_decay * s.x
        x = s.x - self.lr * g
        return State(x), {"g": g}
