"""Cauchy point: the lowest place of the model straight down the slope, but not outside the region."""

from dataclasses import dataclass

import numpy as np

from optim_core.algebra import dot, matvec, norm
from optim_core.knob import knob
from optim_core.method import About, Method
from optim_core.second_order.trust_region import State, attempt, begin


@dataclass(frozen=True)
class TrustRegionCauchy(Method[State]):
    """The least a trust-region method must achieve in each step to converge."""

    radius: float = knob(1.0, 0.01, 10.0, r"\Delta_0", "first radius", log=True)
    max_radius: float = knob(1000.0, 0.1, 1000.0, r"\Delta_{\max}", "largest radius", log=True)
    eta: float = knob(0.15, 0.0, 0.25, r"\eta", "share of the promised decrease asked of a step")

    about = About(
        name="Trust region, Cauchy point",
        family="second order",
        update=r"p = -\tau\Delta\,g/\|g\|,\quad \tau = \min\left(1, \frac{\|g\|^3}{\Delta\,g^\top H g}\right)",
        source="Nocedal & Wright (2006), Algorithm 4.1 and eq. 4.11–4.12",
        memory=0,
        matrices=1,
        cost="1 value per step; 1 gradient and 1 Hessian where it is accepted",
        variant="radius rule of Algorithm 4.1",
        trouble="steepest descent with a clever step length: it zig-zags in a narrow valley",
    )

    def init(self, x, f):
        return begin(x, f, self.radius)

    def step(self, s, f):
        p, at_edge = cauchy_point(s.g, s.H, s.radius)
        return attempt(s, f, p, at_edge, self.max_radius, self.eta)


def cauchy_point(g, H, radius):
    """The minimiser of the model along −g within the radius, and whether it is on the edge."""
    size, bend = norm(g), dot(g, matvec(H, g))
    inner = size * size * size / (radius * bend)
    tau = np.where((bend > 0) & (inner < 1), inner, 1)
    return np.where(size > 0, -tau * radius / size * g, 0), tau >= 1
