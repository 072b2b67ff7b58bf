"""Nonlinear conjugate gradient: bend each new slope away from the direction just used."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optim_core.algebra import dot
from optim_core.conjugate_gradient.beta_rules import BETA_RULES
from optim_core.knob import choice, knob
from optim_core.line_search import SEARCH_NAMES, SEARCHES
from optim_core.line_search.downhill import downhill, goes_down
from optim_core.method import About, Array, Method
from optim_core.rules import settled


class State(NamedTuple):
    x: Array  # (n, *runs) the iterate
    fx: Array  # (*runs) value there
    g: Array  # (n, *runs) gradient there
    d: Array  # (n, *runs) direction of the next step
    t: int  # steps taken


@dataclass(frozen=True)
class NonlinearCG(Method[State]):
    """Whatever the restart rule, a direction that does not go down is replaced by the steepest one."""

    beta_rule: str = choice("PR+", tuple(BETA_RULES), r"\beta", "how much of the last direction to keep")
    restart: str = choice("never", ("never", "every n steps", "Powell"), r"\text{restart}", "when to forget directions")
    search: str = choice("strong_wolfe", SEARCH_NAMES, r"\text{search}", "line search", also="line_search")
    c1: float = knob(1e-4, 1e-6, 0.4, "c_1", "decrease asked of a step", log=True)
    c2: float = knob(0.1, 0.01, 0.49, "c_2", "flattening asked of a step")

    about = About(
        name="Nonlinear CG",
        family="conjugate gradient",
        update=r"x \gets x + \alpha d,\quad d \gets -g^+ + \beta d",
        source="Nocedal & Wright (2006), Algorithm 5.4 and section 5.2",
        memory=1,
        cost="1 gradient and a line search per step",
        variant="the rule for beta is a choice; PR+ is the usual one",
        trouble="Fletcher-Reeves may crawl for many steps after one bad direction",
    )

    def init(self, x, f):
        g = f.grad(x)
        return State(x, f(x), g, d=-g, t=0)

    def step(self, s, f):
        new = SEARCHES[self.search](f, s.x, s.d, s.fx, s.g, self.c1, self.c2)
        forget = self.forget(s, new) | settled(s.x, new.x)
        beta = np.where(forget, 0, BETA_RULES[self.beta_rule](new.g, s.g, s.d))
        bent = np.where(forget, 0, beta * s.d) - new.g
        info = {"alpha": new.alpha, "beta": beta, "restart": forget | ~goes_down(new.g, bent)}
        return State(new.x, new.fx, new.g, downhill(new.g, bent), s.t + 1), info

    def forget(self, s, new):
        """Where to restart: never, every n steps, or when successive gradients are far from orthogonal (5.52)."""
        if self.restart == "every n steps":
            return (s.t + 1) % len(s.x) == 0
        if self.restart == "Powell":
            return np.abs(dot(new.g, s.g)) >= 0.1 * dot(new.g, new.g)
        return s.t < 0
