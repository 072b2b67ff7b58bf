"""Cases worth a look, each for one thing it shows, and the view in which it shows."""

from __future__ import annotations

from typing import NamedTuple

from experiments import ConstrainedExperiment
from ui.language import N_


class Case(NamedTuple):
    """A link, what it is called, what to look for, and which view is open below the stage."""

    title: str
    look_for: str
    link: str
    view: str = "picture"

    @property
    def experiment(self) -> ConstrainedExperiment:
        return ConstrainedExperiment.from_query(self.link)[0]


PRESETS = {
    "balance": Case(
        N_("Gradients that balance"),
        N_("At the end ∇f and λ∇h are equally long and opposite: the circle holds what is left of the slope."),
        "problem=circle_linear",
    ),
    "away": Case(
        N_("Descent on L runs away"),
        N_("The solution is a saddle of L: down in x and up in λ finds it, down in both does not."),
        "problem=circle_linear&run=lagrangian_descent&run=descent_ascent&run=newton_kkt&steps=300",
    ),
    "price": Case(
        N_("The price of a scarce resource"),
        N_("Turn a level b: the lowest value moves with the slope −μ of that constraint."),
        "problem=wyndor&run=sqp&run=interior_point",
        "price",
    ),
    "barrier": Case(
        N_("A barrier keeps inside"),
        N_("The dotted line is the central path; the barrier follows it to the edge as μ falls."),
        "problem=nw_qp&start=1,1&run=log_barrier&run=interior_point&steps=80",
    ),
    "phase": Case(
        N_("First find the inside"),
        N_(
            "A barrier cannot begin outside. Phase I moves the walls out to g = s and lowers s; only when every g is "
            "below zero does the descent on f begin."
        ),
        "problem=hs10&start=1.9,-1.8&run=log_barrier&run=interior_point&steps=90",
    ),
    "zigzag": Case(
        N_("Zigzag between corners"),
        N_("Frank-Wolfe walks towards one corner, then another; the projection slides along the edge."),
        "problem=nw_qp&run=frank_wolfe&run=projected_gradient",
    ),
    "narrow": Case(
        N_("A penalty makes the valley narrow"),
        N_("The penalty raises μ again and again, and its valley narrows; the augmented Lagrangian can leave it."),
        "problem=hs6&run=quadratic_penalty&run=augmented_lagrangian",
        "penalty",
    ),
    "behind": Case(
        N_("The conditions hold, yet it is no minimum"),
        N_("From straight behind the obstacle every force lies along one line, and the run stops right behind it."),
        "problem=obstacle&start=-1.5,0&run=sqp",
    ),
    "cusp": Case(
        N_("A minimum without a multiplier"),
        N_("At the cusp the gradient of the constraint vanishes: no λ balances the slope, and μ grows and grows."),
        "problem=cusp&run=sqp&steps=200",
    ),
    "refused": Case(
        N_("A good step is refused"),
        N_("Both runs try the same first step; one finds it too dear and shortens it, the other bends it back."),
        "problem=maratos&run=sqp(correction=false)&run=sqp",
    ),
    "holes": Case(
        N_("Stuck on the rim of a hole"),
        N_("Starts beside each other may end at different minima: drag the start, and see many starts below."),
        "problem=gomez_levy&start=-0.5,0.5&run=sqp",
        "starts",
    ),
}
