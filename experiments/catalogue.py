"""What belongs together: surfaces, the methods that run on them, and the door for a surface that somebody types."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from experiments.message import Message, meant, nearest, shown
from experiments.typed import FORMULAS, Door
from optim_core import CONSTRAINED_METHODS, METHODS, ROOT_METHODS, Method
from surfaces import CONSTRAINED, ROOTS, SURFACES
from surfaces.registry import Registry


class Catalogue(NamedTuple):
    """What an experiment of one kind may choose from."""

    surfaces: Registry[Any]
    methods: Mapping[str, type[Method]]
    door: Door

    def surface_key(self, name: str) -> str | None:
        """The surface that was meant."""
        return meant(name, (*self.surfaces, *self.surfaces.presets))

    def no_surface(self, name: str, used: str) -> Message:
        """Why there is no surface of this name here, and which is shown instead."""
        said = {"name": shown(name), "used": shown(used)}
        if meant(name, CONSTRAINED):
            return Message("{name} has constraints and is on the page about them. {used} is shown instead.", said)
        if meant(name, SURFACES):
            return Message("{name} has no constraints and is in the playground. {used} is shown instead.", said)
        if meant(name, ROOTS):
            return Message("{name} is an equation and is on the page about roots. {used} is shown instead.", said)
        said["nearest"] = nearest(name, self.surfaces)
        return Message("There is no surface {name}; the nearest name is {nearest}. {used} is shown instead.", said)

    def no_method(self, name: str) -> Message:
        """Why there is no method of this name here."""
        said = {"name": shown(name)}
        if meant(name, CONSTRAINED_METHODS):
            return Message("{name} is for problems with constraints; here are none. This run is left out.", said)
        if meant(name, METHODS):
            return Message("{name} knows nothing of constraints. This run is left out.", said)
        if meant(name, ROOT_METHODS):
            return Message("{name} looks for a root of an equation; here is none. This run is left out.", said)
        said["nearest"] = nearest(name, self.methods)
        return Message("There is no method {name}; the nearest name is {nearest}. This run is left out.", said)

    def cannot_run(self, method: str, lacks: list[str], surface: str) -> Message:
        """Why this method cannot be run on this surface."""
        said = {"method": method, "surface": surface}
        if "a projection" in lacks:
            return Message("{method} needs a known projection, which {surface} has not. This run is left out.", said)
        if "a bounded convex set" in lacks:
            return Message("{method} needs a bounded convex set, which {surface} has not. This run is left out.", said)
        said["lacks"] = ", ".join(lacks)
        return Message("{method} needs {lacks}, which {surface} does not have. This run is left out.", said)


FREE = Catalogue(SURFACES, METHODS, FORMULAS)  # without constraints
