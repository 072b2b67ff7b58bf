"""L-BFGS: BFGS that remembers only its last few steps and never writes the matrix down."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optim_core.algebra import dot
from optim_core.knob import choice, knob
from optim_core.line_search import SEARCH_NAMES, SEARCHES
from optim_core.method import About, Array, Method
from optim_core.quasi_newton.curvature import bends_up, misled
from optim_core.rules import settled


class State(NamedTuple):
    x: Array  # (n, *runs) the iterate
    fx: Array  # (*runs) value there
    g: Array  # (n, *runs) gradient there
    S: Array  # (memory, n, *runs) the last steps, newest first
    Y: Array  # (memory, n, *runs) how the gradient turned in each
    rho: Array  # (memory, *runs) 1 / sᵀy of each; 0 marks an empty place
    gamma: Array  # (*runs) scale of the inverse curvature seen last


@dataclass(frozen=True)
class LBFGS(Method[State]):
    """Pairs without positive curvature are not remembered."""

    memory: int = knob(10, 1, 20, "m", "steps remembered", structural=True)
    search: str = choice("strong_wolfe", SEARCH_NAMES, r"\text{search}", "line search", also="line_search")
    c1: float = knob(1e-4, 1e-6, 0.4, "c_1", "decrease asked of a step", log=True)
    c2: float = knob(0.9, 0.1, 0.99, "c_2", "flattening asked of a step")

    about = About(
        name="L-BFGS",
        family="quasi-Newton",
        update=r"x \gets x - \alpha H \nabla f(x),\quad H\,\text{from the last } m \text{ pairs } (s_i, y_i)",
        source="Nocedal & Wright (2006), Algorithms 7.4 and 7.5; Liu & Nocedal (1989)",
        memory=20,
        cost="1 gradient and a line search per step",
        variant="two-loop recursion, scaled by the newest pair; first step straight downhill",
        trouble="with a search that checks no curvature, pairs are skipped and it may stall",
    )

    def init(self, x, f):
        pairs = np.stack([np.zeros_like(x)] * self.memory)
        return State(x, f(x), f.grad(x), S=pairs, Y=pairs, rho=pairs[:, 0], gamma=np.ones_like(x[0]))

    def step(self, s, f):
        d = -two_loops(s.g, s.S, s.Y, s.rho, s.gamma)
        new = SEARCHES[self.search](f, s.x, d, s.fx, s.g, self.c1, self.c2)
        step, turn = new.x - s.x, new.g - s.g
        still = settled(s.x, new.x)
        up = bends_up(step, turn) & ~still
        sy = np.where(up, dot(step, turn), 1)
        S = np.where(up, push(step, s.S), s.S)
        Y = np.where(up, push(turn, s.Y), s.Y)
        stuck = misled(still, new.g)  # forget everything, start again with the steepest direction
        rho = np.where(stuck, 0, np.where(up, push(1 / sy, s.rho), s.rho))
        gamma = np.where(stuck, 1, np.where(up, sy / np.where(up, dot(turn, turn), 1), s.gamma))
        info = {"d": d, "alpha": new.alpha, "s": step, "y": turn, "restart": stuck}
        return State(new.x, new.fx, new.g, S, Y, rho, gamma), info


def two_loops(g, S, Y, rho, gamma):
    """H g from the pairs alone (Algorithm 7.4): newest to oldest, scale, oldest to newest."""
    q, shares = g, []
    for s, y, r in zip(S, Y, rho):
        shares.append(r * dot(s, q))
        q = q - shares[-1] * y
    q = gamma * q
    for s, y, r, share in reversed([*zip(S, Y, rho, shares)]):
        q = q + (share - r * dot(y, q)) * s
    return q


def push(new, pairs):
    """The newest goes in at the front, the oldest falls out."""
    return np.concatenate([new[None], pairs[:-1]])
