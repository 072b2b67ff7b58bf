"""Steihaug: conjugate gradients on the model, stopped where they leave the region or the ground bends down."""

from dataclasses import dataclass

import numpy as np

from optim_core.algebra import dot, matvec, norm
from optim_core.knob import knob
from optim_core.method import About, Method
from optim_core.second_order.trust_region import State, attempt, begin, promised, to_edge


@dataclass(frozen=True)
class TrustRegionSteihaug(Method[State]):
    """Needs products of the Hessian with vectors only; here they come from the whole Hessian."""

    radius: float = knob(1.0, 0.01, 10.0, r"\Delta_0", "first radius", log=True)
    max_radius: float = knob(1000.0, 0.1, 1000.0, r"\Delta_{\max}", "largest radius", log=True)
    eta: float = knob(0.15, 0.0, 0.25, r"\eta", "share of the promised decrease asked of a step")

    about = About(
        name="Trust region, Steihaug CG",
        family="second order",
        update=r"p \approx \arg\min_{\|p\| \le \Delta} g^\top p + \tfrac12 p^\top H p\ \text{ by conjugate gradients}",
        source="Nocedal & Wright (2006), Algorithms 4.1 and 7.2; Steihaug (1983)",
        memory=3,
        matrices=1,
        cost="1 value and a few Hessian-vector products per step; 1 gradient and 1 Hessian where it is accepted",
        variant="on negative curvature the better of both points on the edge",
        trouble="starts along the gradient, so on the ridge of a saddle it never sees the way out",
    )

    def init(self, x, f):
        return begin(x, f, self.radius)

    def step(self, s, f):
        p, at_edge = steihaug(s.g, s.H, s.radius, f)
        return attempt(s, f, p, at_edge, self.max_radius, self.eta)


def steihaug(g, H, radius, f):
    """The step and whether it is on the edge (Algorithm 7.2)."""
    tolerance = np.minimum(0.5, np.sqrt(norm(g))) * norm(g)
    most = 2 * len(g)  # n rounds in exact arithmetic

    def unfinished(k, at_edge, z, r, d):
        return ~at_edge & (norm(r) >= tolerance) & (norm(r) > 0) & (k < most)

    def improve(k, at_edge, z, r, d):
        Hd = matvec(H, d)
        bend = dot(d, Hd)
        alpha = dot(r, r) / bend
        inner = z + alpha * d
        back, ahead = to_edge(z, d, radius)
        lower = promised(g, H, z + back * d) > promised(g, H, z + ahead * d)
        t = np.where((bend <= 0) & lower, back, ahead)
        at_edge = (bend <= 0) | ~(norm(inner) < radius)
        z, longer = np.where(at_edge, z + t * d, inner), r + alpha * Hd
        return k + 1, at_edge, z, longer, dot(longer, longer) / dot(r, r) * d - longer

    _, at_edge, p, _, _ = f.loop(unfinished, improve, (0, norm(g) < 0, np.zeros_like(g), g, -g))
    return p, at_edge
