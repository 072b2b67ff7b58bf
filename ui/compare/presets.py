"""Comparisons in which something worth seeing happens."""

from __future__ import annotations

from typing import NamedTuple

from experiments.comparison import Comparison
from ui.language import N_


class Preset(NamedTuple):
    """A link, what it is called, and what to look for."""

    title: str
    look_for: str
    link: str

    @property
    def comparison(self) -> Comparison:
        return Comparison.from_query(self.link)[0]


PRESETS = {
    "turned": Preset(
        N_("The same methods, the bowl turned"),
        N_("Scales for each coordinate pay in the bowl that lies along the axes, and not in the slanted one."),
        "",
    ),
    "cost": Preset(
        N_("Dear steps against cheap ones"),
        N_("For the same cost Newton and BFGS arrive while gradient descent is on its way; their steps are worth it."),
        "a=surface=quadratic(kappa=100);run=gradient_descent(lr=0.0198);run=heavy_ball(lr=0.033,momentum=0.669)"
        "&b=surface=quadratic(kappa=100);run=newton;run=bfgs&budget=cost&amount=200",
    ),
    "tuned": Preset(
        N_("Tuned for one start"),
        N_("The step size that is best from one start makes gradient descent diverge from half of the others."),
        "a=surface=rosenbrock;run=gradient_descent;run=adam&b=surface=rosenbrock;run=gradient_descent;run=adam"
        "&tuned=b&starts=100",
    ),
    "crowd": Preset(
        N_("Two hundred starts"),
        N_("From a quarter of the starts Newton's method ends on a saddle or a maximum; BFGS finds a minimum."),
        "a=surface=himmelblau;run=newton&b=surface=himmelblau;run=bfgs&amount=100&starts=200",
    ),
}
