"""Cases worth a look, each for one thing it shows."""

from __future__ import annotations

from ui.constrained.case import Case
from ui.language import N_

PRESETS: dict[str, tuple[str, Case]] = {
    "balance": (N_("Gradients that balance"), Case()),
    "away": (N_("Descent on L runs away"), Case(given_method="lagrangian_descent")),
    "price": (N_("The price of a scarce resource"), Case("wyndor", view="price")),
    "barrier": (N_("A barrier keeps inside"), Case("nw_qp", given_method="log_barrier")),
    "zigzag": (N_("Zigzag between corners"), Case("nw_qp", given_method="frank_wolfe")),
    "narrow": (N_("A penalty makes the valley narrow"), Case("hs6", view="penalty")),
    "behind": (N_("The conditions hold, yet it is no minimum"), Case("obstacle", start=(-1.5, 0.0))),
    "cusp": (N_("A minimum without a multiplier"), Case("cusp", given_method="sqp", steps=200)),
    "holes": (N_("Stuck on the rim of a hole"), Case("gomez_levy", start=(-0.5, 0.5))),
}
