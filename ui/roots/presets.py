"""Equations and starts worth a look, each for one thing it shows."""

from __future__ import annotations

from typing import NamedTuple

from experiments import RootExperiment
from ui.language import N_


class Case(NamedTuple):
    """A link, what it is called, and what to look for."""

    title: str
    look_for: str
    link: str

    @property
    def experiment(self) -> RootExperiment:
        return RootExperiment.from_query(self.link)[0]


HOME = RootExperiment(start=(1.3, 0.0))

CASES = {
    "near": Case(
        N_("Near enough"),
        N_("The tangents swing to and fro and close in. Drag the start outwards: beyond some point they swing out."),
        "equation=arctan&start=1.3",
    ),
    "far": Case(
        N_("Too far"),
        N_("Every tangent leads farther out than the one before. Damped, it goes only part of the way: it arrives."),
        "equation=arctan&start=1.5&run=newton_raphson&run=damped_newton_raphson&at=2",
    ),
    "cycle": Case(
        N_("Round in a circle"),
        N_("0 leads to 1, and 1 leads back to 0. Starts near 0 are drawn into the cycle; far on the left they arrive."),
        "equation=cycle2&start=0",
    ),
    "double": Case(
        N_("A double root"),
        N_("Height and slope vanish together, and each tangent only halves the way. Gone twice, the way is exact."),
        "equation=double_root&start=2&run=newton_raphson&run=newton_raphson(times=2)&at=1",
    ),
    "flight": Case(
        N_("Away from the root"),
        N_("At the root the curve is vertical: every tangent leads to the other side, twice as far out."),
        "equation=cbrt&start=0.5",
    ),
    "level": Case(
        N_("A level tangent"),
        N_("The tangent is parallel to the axis and meets it nowhere: the search is over before the first step."),
        "equation=sqrt2&start=0",
    ),
    "three": Case(
        N_("One line, three slopes"),
        N_(
            "Newton takes the tangent, the secant the line through the last two points, Halley a tangent corrected for "
            "the bend: see what each has asked for."
        ),
        "equation=expm2&start=2&run=newton_raphson&run=secant&run=halley&at=1",
    ),
    "basins": Case(
        N_("Three basins"),
        N_(
            "The colour says which root a start leads to. Drag the start across a border: wherever two colours meet, "
            "the third is there too."
        ),
        "equation=z3_minus_1&start=-1,0.5",
    ),
    "islands": Case(
        N_("Black islands"),
        N_("Starts in the dark spots are drawn into a cycle and never reach a root."),
        "equation=z3_2z_2&start=0.05,0.05",
    ),
}
