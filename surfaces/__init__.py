"""Surfaces: what is minimised, each declared by one formula from which all derivatives follow."""

from surfaces.equation import Equation
from surfaces.presets import PRESETS
from surfaces.problem import KKT, Constrained
from surfaces.registry import Registry
from surfaces.root_problem import RootProblem
from surfaces.surface import Point, Surface

FAMILIES = ("quadratics", "classical", "saddles", "pathological")

SURFACES: Registry[Surface] = Registry("surface", FAMILIES, PRESETS)
EQUATIONS: Registry[Equation] = Registry("equation", ("equations",))
ROOTS: Registry[RootProblem] = Registry("equation", ("equations",), made=RootProblem)  # the same, to be played
CONSTRAINED: Registry[Constrained] = Registry("problem", ("constrained",))

__all__ = [
    "CONSTRAINED", "EQUATIONS", "FAMILIES", "KKT", "PRESETS", "ROOTS", "SURFACES",
    "Constrained", "Equation", "Point", "RootProblem", "Surface",
]  # fmt: skip
