"""What to try first: experiments in which something worth seeing happens."""

from __future__ import annotations

from typing import NamedTuple

from experiments import Experiment
from ui.language import N_


class Preset(NamedTuple):
    """A link, what it is called, and what to look for."""

    title: str
    look_for: str
    link: str

    @property
    def experiment(self) -> Experiment:
        return Experiment.from_query(self.link)[0]


PRESETS = {
    "zigzag": Preset(
        N_("Zig-zag in a narrow bowl"),
        N_("Gradient descent changes sides at every step; Newton's method is there in one."),
        "surface=quadratic(kappa=30)&run=gradient_descent(lr=0.064)&run=newton&steps=100",
    ),
    "momentum": Preset(
        N_("Momentum pays"),
        N_("The same step size with and without memory: the heavy ball is far ahead after 60 steps."),
        "surface=quadratic(kappa=50)&run=gradient_descent(lr=0.038)&run=heavy_ball(lr=0.038,momentum=0.7)&steps=60",
    ),
    "overshoot": Preset(
        N_("The heavy ball overshoots"),
        N_("With a momentum of 0.95 the ball rolls through the minimum and back; with 0.5 it settles."),
        "surface=quadratic(kappa=30)&run=heavy_ball(lr=0.03,momentum=0.95)&run=heavy_ball(lr=0.03,momentum=0.5)&steps=200",
    ),
    "saddle": Preset(
        N_("Newton falls into a saddle"),
        N_("From (1, 1) Newton's method stops on the saddle (0, 1): it looks for flat ground, not for low ground."),
        "surface=beale&start=1,1&run=newton&run=bfgs&run=adam",
    ),
    "valley": Preset(
        N_("Adam against gradient descent"),
        N_("In the bent valley Adam comes close to the minimum while gradient descent still crawls."),
        "surface=rosenbrock&run=gradient_descent&run=adam&steps=1000",
    ),
    "four_minima": Preset(
        N_("Four methods, four minima"),
        N_("All start at (0, −3), and each ends in another of Himmelblau's minima."),
        "surface=himmelblau&start=0,-3&run=gradient_descent(lr=0.01)&run=heavy_ball(lr=0.01)&run=adam(lr=0.3)&run=bfgs",
    ),
    "fading": Preset(
        N_("A step size that fades"),
        N_(
            "signSGD with a constant step size hovers near the minimum. With one that fades along a straight line it "
            "arrives; with one that loses five percent at every step it is stuck half-way."
        ),
        "surface=quadratic(kappa=10)&run=signsgd(lr=0.1)&run=signsgd(lr=0.1,schedule=polynomial)"
        "&run=signsgd(lr=0.1,schedule=exponential,drop=0.95)&steps=200",
    ),
}
