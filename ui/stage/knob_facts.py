"""A knob as the browser needs it: what it is called, what it means, and how far it can be turned."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from optim_core import Knob
from ui.language import N_
from ui.numbers import short
from ui.stage.mathml import mathml


def knob_facts(knob: Knob, translate: Callable[[str], str], here: Any = None) -> dict[str, Any]:
    """The declaration of a knob in one language; a default that the surface suggests `here` is said to be one."""
    says = translate(knob.says)
    if knob.scale and here not in (None, knob.default):
        said = {"says": says, "here": short(here), "usual": short(knob.default)}
        says = translate(N_("{says}; this surface suggests {here} instead of {usual}")).format(**said)
    return {
        "name": knob.name,
        "label": knob.name,
        "symbol": knob.symbol,
        "mathml": mathml(knob.symbol),
        "says": says,
        "low": knob.low,
        "high": knob.high,
        "log": knob.log,
        "kind": knob.kind,
        "options": [[option, translate(name)] for option, name in zip(knob.options, knob.names, strict=True)],
        "structural": knob.structural,
    }
