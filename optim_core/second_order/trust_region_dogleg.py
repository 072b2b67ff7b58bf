"""Dogleg: first down the slope, then bend towards Newton's point, as far as the region goes."""

from dataclasses import dataclass

import numpy as np

from optim_core.algebra import dot, matvec, norm, positive_definite, solve
from optim_core.knob import knob
from optim_core.method import About, Method
from optim_core.second_order.trust_region import State, attempt, begin, to_edge
from optim_core.second_order.trust_region_cauchy import cauchy_point


@dataclass(frozen=True)
class TrustRegionDogleg(Method[State]):
    """Needs a positive definite Hessian; where it is not, the Cauchy point is taken."""

    radius: float = knob(1.0, 0.01, 10.0, r"\Delta_0", "first radius", log=True)
    max_radius: float = knob(1000.0, 0.1, 1000.0, r"\Delta_{\max}", "largest radius", log=True)
    eta: float = knob(0.15, 0.0, 0.25, r"\eta", "share of the promised decrease asked of a step")

    about = About(
        name="Trust region, dogleg",
        family="second order",
        update=r"p = p^U + t\,(p^B - p^U),\ \|p\| = \Delta,\quad p^U = -\frac{g^\top g}{g^\top H g} g,\ p^B = -H^{-1}g",
        source="Nocedal & Wright (2006), Algorithm 4.1 and eq. 4.16; Powell (1970)",
        memory=0,
        matrices=1,
        cost="1 value and one linear system per step; 1 gradient and 1 Hessian where it is accepted",
        variant="radius rule of Algorithm 4.1; Cauchy point where the Hessian is not positive definite",
        trouble="does not use negative curvature, so it leaves a saddle no faster than the gradient does",
    )

    def init(self, x, f):
        return begin(x, f, self.radius)

    def step(self, s, f):
        p, at_edge, corner, newton = dogleg(s.g, s.H, s.radius)
        new, info = attempt(s, f, p, at_edge, self.max_radius, self.eta)
        return new, info | {"corner": corner, "newton": newton}


def dogleg(g, H, radius):
    """The step, whether it is on the edge, the corner of the path and its end."""
    newton = -solve(H, g)
    corner = np.where(g == 0, 0, -dot(g, g) / dot(g, matvec(H, g)) * g)
    bowl = positive_definite(H)
    inside = bowl & (norm(newton) < radius)
    first_leg = norm(corner) >= radius
    _, t = to_edge(corner, newton - corner, radius)
    path = np.where(first_leg, radius / norm(corner) * corner, corner + t * (newton - corner))
    cauchy, edge = cauchy_point(g, H, radius)
    return np.where(inside, newton, np.where(bowl, path, cauchy)), ~inside & (bowl | edge), corner, newton
