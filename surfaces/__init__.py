"""Surfaces: what is minimised, each declared by one formula from which value, gradient and Hessian are derived."""

from surfaces.presets import PRESETS
from surfaces.registry import Registry
from surfaces.surface import Point, Surface

FAMILIES = ("quadratics", "classical", "saddles", "pathological")

SURFACES: Registry[Surface] = Registry("surface", FAMILIES, PRESETS)

__all__ = ["FAMILIES", "PRESETS", "SURFACES", "Point", "Surface"]
