"""An equation as a problem of the plane: a complex number is a point, and a real one lies on the first axis."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from surfaces.equation import Equation
from surfaces.structure import quiet
from surfaces.surface import Point

if TYPE_CHECKING:  # see surface.py
    from surfaces.questions import Questions

SAMPLES, MOST, MARGIN = 600, (3, 97), 0.14  # of the curve, per cent of it that is in sight, room above and below


@dataclass(frozen=True, eq=False)
class RootProblem:
    """Where is f zero? Points are coordinates first, `(2, *runs)`: real and imaginary part of the unknown.

    Its answers are those of the equation as points of the same kind, and `value` is |f|, which a root makes zero.
    """

    equation: Equation
    knobs: Mapping[str, Any] = field(default_factory=dict)  # it has none
    values: Mapping[str, float] = field(default_factory=dict)

    lowest: ClassVar[float] = 0.0
    rate: ClassVar[float] = 0.0
    colour: ClassVar[str] = "log"
    text: ClassVar[str] = ""
    saddles: ClassVar[tuple[Point, ...]] = ()
    maxima: ClassVar[tuple[Point, ...]] = ()

    key = property(lambda self: self.equation.key)
    name = property(lambda self: self.equation.name)
    family = property(lambda self: self.equation.family)
    teaches = property(lambda self: self.equation.teaches)
    source = property(lambda self: self.equation.source)
    unknown = property(lambda self: self.equation.unknown)
    is_complex = property(lambda self: self.equation.is_complex)

    @property
    def latex(self) -> str:
        return f"{self.equation.latex} = 0"

    @property
    def starts(self) -> tuple[tuple[float, float], ...]:
        return tuple((float(np.real(z)), float(np.imag(z))) for z in self.equation.starts)

    @property
    def minima(self) -> tuple[Point, ...]:
        """The roots."""
        return tuple(Point(float(np.real(z)), float(np.imag(z)), 0.0, "min") for z in self.equation.roots)

    @cached_property
    def domain(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """The window on the unknown; of a real one, and beside it the heights of most of the curve and of the axis."""
        left, right = map(float, self.equation.window)
        if self.is_complex:
            return (left, right), (left, right)
        y = self.equation.value(np.linspace(left, right, SAMPLES))
        low, high = np.nanpercentile(y[np.isfinite(y)], MOST)
        low, high = min(low, 0.0), max(high, 0.0)
        margin = MARGIN * (high - low)
        return (left, right), (float(low - margin), float(high + margin))

    def __call__(self) -> RootProblem:
        return self

    @cached_property
    def questions(self) -> Questions:
        """All it can be asked, as functions `(x, y)` of real and imaginary part."""
        from surfaces.questions import of_equation

        return of_equation(self.equation)

    def image(self, p: np.ndarray) -> np.ndarray:
        """f at p, `(2, *runs)`."""
        return self._answer("image", p)

    def derivative(self, p: np.ndarray) -> np.ndarray:
        """f' at p, `(2, *runs)`."""
        return self._answer("derivative", p)

    def second(self, p: np.ndarray) -> np.ndarray:
        """f'' at p, `(2, *runs)`."""
        return self._answer("second", p)

    @quiet
    def value(self, p: np.ndarray) -> np.ndarray:
        """|f| at p, `(*runs)`."""
        x, y = np.asarray(p, dtype=float)
        return np.asarray(self.questions["value"](x, y))[()]

    @quiet
    def _answer(self, question: str, p: np.ndarray) -> np.ndarray:
        x, y = p = np.asarray(p, dtype=float)
        out = np.empty_like(p)
        out[0], out[1] = self.questions[question](x, y)
        return out

    def __eq__(self, other: object) -> bool:
        return isinstance(other, RootProblem) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)
