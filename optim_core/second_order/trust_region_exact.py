"""Exact trust region: the lowest place of the model in the whole region, even if that is the way off a ridge."""

from dataclasses import dataclass

import numpy as np

from optim_core.algebra import norm
from optim_core.knob import knob
from optim_core.method import About, Method
from optim_core.second_order.secular import completed, solve_secular, spectrum
from optim_core.second_order.trust_region import State, attempt, begin


@dataclass(frozen=True)
class TrustRegionExact(Method[State]):
    """Leaves even a flat saddle: where the gradient is zero it steps along the lowest curvature."""

    radius: float = knob(1.0, 0.01, 10.0, r"\Delta_0", "first radius", log=True)
    max_radius: float = knob(1000.0, 0.1, 1000.0, r"\Delta_{\max}", "largest radius", log=True)
    eta: float = knob(0.15, 0.0, 0.25, r"\eta", "share of the promised decrease asked of a step")

    about = About(
        name="Trust region, exact",
        family="second order",
        update=r"(H + \lambda I)\,p = -g,\quad \lambda \ge \max(0, -\lambda_1),\quad \lambda\,(\Delta - \|p\|) = 0",
        source="Moré & Sorensen (1983); Nocedal & Wright (2006), Algorithm 4.1 and section 4.3",
        memory=0,
        matrices=1,
        cost="1 value and one eigen-decomposition per step; 1 gradient and 1 Hessian where it is accepted",
        variant="shift found in the eigenvectors of H, hard case included",
        trouble="one decomposition of the Hessian per step, which is dear in many dimensions",
    )

    def init(self, x, f):
        return begin(x, f, self.radius)

    def step(self, s, f):
        p, at_edge, shift = exact_step(s.g, s.H, s.radius, f)
        new, info = attempt(s, f, p, at_edge, self.max_radius, self.eta)
        return new, info | {"shift": shift}


def exact_step(g, B, radius, f):
    """The minimiser of gᵀp + ½ pᵀB p over ‖p‖ ≤ radius, whether it is on the edge, and the shift λ."""
    s = spectrum(g, B)
    bowl = np.maximum(s.lowest, 0)  # ν at λ = 0
    left = np.maximum(bowl, np.maximum.reduce(np.abs(s.c) / radius - s.gaps))  # one coordinate alone is too long
    nu = solve_secular(s, f, left, lambda nu: radius, lambda nu: 0)
    p = completed(s, nu, radius)
    return p, norm(p) >= (1 - 1e-9) * radius, nu - s.lowest
