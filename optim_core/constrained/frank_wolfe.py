"""Never project: ask which corner of the allowed set lies furthest downhill, and go part of the way."""

from dataclasses import dataclass
from typing import NamedTuple

from optim_core.algebra import dot
from optim_core.constrained.backtrack import backtrack
from optim_core.knob import choice
from optim_core.method import About, Array, Method


class State(NamedTuple):
    x: Array  # (n, *runs) the iterate
    t: int  # steps taken


@dataclass(frozen=True)
class FrankWolfe(Method[State]):
    """Conditional gradient. A start outside is first projected into the set."""

    rule: str = choice(
        "classic",
        {"classic": "2/(k+2)", "search": "backtracking"},
        r"\gamma",
        "how far to go towards the corner",
    )

    needs = ("a projection", "a bounded convex set")
    roles = (("corner", "info:s"),)
    about = About(
        name="Frank-Wolfe",
        family="constrained",
        update=r"s = \arg\min_{s\in C}\nabla f(x)^\top s,\quad x \gets x + \gamma\,(s - x)",
        source="Frank & Wolfe (1956), doi:10.1002/nav.3800030109; Jaggi (2013), Algorithm 1",
        cost="1 gradient and 1 linear problem over the set per step",
        variant="γ = 2/(k+2), k counted from 0",
        trouble="zigzags between corners when the solution lies on an edge: the error falls like 1/k",
    )

    def init(self, x, f):
        return State(f.project(x), 0)

    def step(self, s, f):
        g = f.grad(s.x)
        corner = f.extreme(g)
        gap = dot(g, s.x - corner)
        if self.rule == "search":
            share = backtrack(f, lambda share: f(s.x + share * (corner - s.x)), -gap)
        else:
            share = 2 / (s.t + 2) + 0 * gap
        return State(s.x + share * (corner - s.x), s.t + 1), {"g": g, "s": corner, "gap": gap, "gamma": share}
