"""Natural gradient: measure a step by how much it changes the distribution, not by how much it moves the parameters."""

from dataclasses import dataclass
from typing import NamedTuple

from optim_core.algebra import solve
from optim_core.knob import knob
from optim_core.method import About, Array, Method


class State(NamedTuple):
    x: Array  # (n, *runs) the iterate


@dataclass(frozen=True)
class NaturalGradient(Method[State]):
    """For losses that are negative log-likelihoods: the problem offers their Fisher matrix, `fisher(p)`."""

    lr: float = knob(0.1, 1e-4, 1.0, r"\eta", "step size, in the metric of the distribution", log=True)

    needs = ("fisher",)
    about = About(
        name="Natural gradient",
        family="second order",
        update=r"x \gets x - \eta\,F(x)^{-1}\,\nabla f(x)",
        source="Amari (1998), Neural Computation 10(2):251–276",
        memory=0,
        matrices=1,
        cost="1 gradient, 1 Fisher matrix and one linear system per step",
        variant="exact Fisher matrix of the model, no damping",
        trouble="only as the step size goes to zero does the path not depend on how the model is written",
    )

    def init(self, x, f):
        return State(x)

    def step(self, s, f):
        g, F = f.grad(s.x), f.fisher(s.x)
        d = -solve(F, g)
        return State(s.x + self.lr * d), {"g": g, "F": F, "d": d}
