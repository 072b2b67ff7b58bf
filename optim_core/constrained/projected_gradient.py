"""Step downhill, and if that leaves the allowed set, come back to its nearest point."""

from dataclasses import dataclass
from typing import NamedTuple

from optim_core.knob import knob
from optim_core.method import About, Array, Method


class State(NamedTuple):
    x: Array  # (n, *runs) the iterate, feasible after the first step


@dataclass(frozen=True)
class ProjectedGradient(Method[State]):
    """Gradient descent with a projection after every step."""

    lr: float = knob(0.1, 1e-5, 100.0, r"\alpha", "step size", log=True, scale="gradient")

    needs = ("a projection",)
    about = About(
        name="Projected gradient",
        family="constrained",
        update=r"x \gets P_C\bigl(x - \alpha\,\nabla f(x)\bigr)",
        source="Goldstein (1964); Levitin & Polyak (1966)",
        cost="1 gradient and 1 projection per step",
        variant="constant step size",
        trouble="needs a set that is easy to project on; as slow as gradient descent along the edge",
    )

    def init(self, x, f):
        return State(x)

    def step(self, s, f):
        g = f.grad(s.x)
        trial = s.x - self.lr * g
        return State(f.project(trial)), {"g": g, "trial": trial}
