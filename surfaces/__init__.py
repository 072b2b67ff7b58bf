"""Surfaces: what is minimised, each declared by one formula from which all derivatives follow."""

from surfaces.equation import Equation
from surfaces.presets import PRESETS
from surfaces.registry import Registry
from surfaces.surface import Point, Surface

FAMILIES = ("quadratics", "classical", "saddles", "pathological")

SURFACES: Registry[Surface] = Registry("surface", FAMILIES, PRESETS)
EQUATIONS: Registry[Equation] = Registry("equation", ("equations",))

__all__ = ["EQUATIONS", "FAMILIES", "PRESETS", "SURFACES", "Equation", "Point", "Surface"]
