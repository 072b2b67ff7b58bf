"""Sets one can project on: the nearest allowed point, and the furthest one in a direction, in closed form.

Sets that are told by one function, c(p) ≤ 0 or c(p) = 0, can be `raised` to another level of it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Protocol, Self

import numpy as np

Pair = tuple[Any, Any]  # floats or exact numbers
ROUNDS = 10  # of Newton's method: enough for axes of which one is a hundred times the other


class Region(Protocol):
    """A closed set in the plane. Points are `(2, *runs)`."""

    @property
    def bounded(self) -> bool:
        """Does it end in every direction?"""

    @property
    def convex(self) -> bool:
        """Does it hold every segment between its points?"""

    def project(self, p: np.ndarray) -> np.ndarray:
        """The nearest point of the set (one of them, if the set is not convex)."""

    def extreme(self, d: np.ndarray) -> np.ndarray:
        """The point of the set with the smallest d·p; only for bounded sets."""


def _number(v: Any) -> Any:
    """A float, or an array of them; exact numbers are rounded."""
    return v if hasattr(v, "__array_ufunc__") else float(v)


def _column(v: Pair, p: np.ndarray) -> np.ndarray:
    return np.reshape(np.asarray(v, float), (2, *[1] * (p.ndim - 1)))


@dataclass(frozen=True)
class Disk:
    """|p - centre| ≤ radius; c = |p - centre|² - radius²."""

    radius: Any
    centre: Pair = (0.0, 0.0)
    bounded = convex = True

    def raised(self, level: Any) -> Self:
        radius = _number(self.radius)
        return replace(self, radius=np.sqrt(radius * radius + level))

    def project(self, p: np.ndarray) -> np.ndarray:
        away = p - _column(self.centre, p)
        length, radius = np.sqrt((away * away).sum(0)), _number(self.radius)
        return np.where(
            length <= radius, p, _column(self.centre, p) + away * (radius / np.where(length == 0, 1, length))
        )

    def extreme(self, d: np.ndarray) -> np.ndarray:
        length = np.sqrt((d * d).sum(0))
        return _column(self.centre, d) - d * (_number(self.radius) / np.where(length == 0, 1, length))


@dataclass(frozen=True)
class Circle:
    """|p - centre| = radius, the edge of the disk. Its centre, equally near to all points, is sent to the right."""

    radius: Any
    centre: Pair = (0.0, 0.0)
    bounded, convex = True, False

    def project(self, p: np.ndarray) -> np.ndarray:
        away = p - _column(self.centre, p)
        length = np.sqrt((away * away).sum(0))
        direction = np.where(length == 0, _column((1, 0), p), away / np.where(length == 0, 1, length))
        return _column(self.centre, p) + _number(self.radius) * direction

    raised, extreme = Disk.raised, Disk.extreme


@dataclass(frozen=True)
class Outside:
    """|p - centre| ≥ radius; c = radius² - |p - centre|²."""

    radius: Any
    centre: Pair = (0.0, 0.0)
    bounded, convex = False, False

    def raised(self, level: Any) -> Self:
        radius = _number(self.radius)
        return replace(self, radius=np.sqrt(np.maximum(radius * radius - level, 0)))

    def project(self, p: np.ndarray) -> np.ndarray:
        away = p - _column(self.centre, p)
        on_circle = Circle(self.radius, self.centre).project(p)
        return np.where((away * away).sum(0) >= _number(self.radius) ** 2, p, on_circle)

    def extreme(self, d: np.ndarray) -> np.ndarray:
        raise ValueError("a set without end has no extreme point")


@dataclass(frozen=True)
class Line:
    """normal·p = offset; c = normal·p - offset."""

    normal: Pair
    offset: Any
    bounded, convex = False, True

    def raised(self, level: Any) -> Self:
        return replace(self, offset=self.offset + level)

    def excess(self, p: np.ndarray) -> np.ndarray:
        """How far beyond the line p is, in units of the normal."""
        a, b = self.normal
        return (a * p[0] + b * p[1] - self.offset) / (a * a + b * b)

    def project(self, p: np.ndarray) -> np.ndarray:
        return p - self.excess(p) * _column(self.normal, p)

    extreme = Outside.extreme


@dataclass(frozen=True)
class HalfPlane(Line):
    """normal·p ≤ offset."""

    def project(self, p: np.ndarray) -> np.ndarray:
        return p - np.maximum(self.excess(p), 0) * _column(self.normal, p)


@dataclass(frozen=True)
class Box:
    """low ≤ p ≤ high, where a bound may be infinite."""

    low: Pair
    high: Pair
    convex = True

    @property
    def bounded(self) -> bool:
        return bool(np.isfinite([*self.low, *self.high]).all())

    def project(self, p: np.ndarray) -> np.ndarray:
        return np.minimum(np.maximum(p, _column(self.low, p)), _column(self.high, p))

    def extreme(self, d: np.ndarray) -> np.ndarray:
        if not self.bounded:
            raise ValueError("a set without end has no extreme point")
        return np.where(d > 0, _column(self.low, d), _column(self.high, d))


@dataclass(frozen=True)
class Polygon:
    """All that lies between the corners, which are given counter-clockwise; two corners make a segment."""

    corners: tuple[Pair, ...]
    bounded = convex = True

    def project(self, p: np.ndarray) -> np.ndarray:
        best, distance = p, np.where(self._within(p), -1.0, np.inf)
        for a, b in self._edges():
            start, edge = _column(a, p), _column(b, p) - _column(a, p)
            along = ((p - start) * edge).sum(0) / (edge * edge).sum(0)
            foot = start + np.clip(along, 0, 1) * edge
            away = ((p - foot) ** 2).sum(0)
            best, distance = np.where(away < distance, foot, best), np.minimum(away, distance)
        return best

    def extreme(self, d: np.ndarray) -> np.ndarray:
        best, lowest = _column(self.corners[0], d) + 0 * d, (_column(self.corners[0], d) * d).sum(0)
        for corner in self.corners[1:]:
            level = (_column(corner, d) * d).sum(0)
            best, lowest = np.where(level < lowest, _column(corner, d), best), np.minimum(level, lowest)
        return best

    def _edges(self) -> list[tuple[Pair, Pair]]:
        corners = [(float(a), float(b)) for a, b in self.corners]
        return list(zip(corners, (*corners[1:], corners[0]), strict=True))

    def _within(self, p: np.ndarray) -> np.ndarray:
        if len(self.corners) == 2:
            return np.zeros(p.shape[1:], bool)
        left = [(b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]) >= 0 for a, b in self._edges()]
        return np.logical_and.reduce(np.stack(left))


@dataclass(frozen=True)
class HalfDisk:
    """|p| ≤ radius and y ≥ 0."""

    radius: Any
    bounded = convex = True

    def project(self, p: np.ndarray) -> np.ndarray:
        radius = float(self.radius)
        flat = np.stack([np.clip(p[0], -radius, radius), 0 * p[1]])
        return np.where(p[1] < 0, flat, Disk(self.radius).project(p))

    def extreme(self, d: np.ndarray) -> np.ndarray:
        radius = float(self.radius)
        flat = np.stack([np.where(d[0] > 0, -radius, radius), 0 * d[1]])
        return np.where(d[1] > 0, flat, Disk(self.radius).extreme(d))


@dataclass(frozen=True)
class Ellipse:
    """q = a x² + 2 b x y + c y² ≤ size; c = q - size."""

    a: float
    b: float
    c: float
    size: Any = 1.0
    bounded = convex = True

    def raised(self, level: Any) -> Self:
        return replace(self, size=self.size + level)

    def project(self, p: np.ndarray) -> np.ndarray:
        """In the axes of the ellipse the foot is p_i / (1 + t e_i), where t ≥ 0 is the root of 1/√q(t) = 1.

        q(t) = Σ e_i (p_i / (1 + t e_i))², with q of the foot in units of the size. Written this way the equation is
        nearly straight, so that few of Newton's steps lead to the root (Nocedal & Wright, §4.3, for its twin).
        """
        values, axes = np.linalg.eigh([[self.a, self.b], [self.b, self.c]])
        e = values[0] / self.size, values[1] / self.size
        u, v = axes[0, 0] * p[0] + axes[1, 0] * p[1], axes[0, 1] * p[0] + axes[1, 1] * p[1]
        t = 0 * u
        for _ in range(ROUNDS):
            r, s = u / (1 + t * e[0]), v / (1 + t * e[1])
            q = e[0] * r * r + e[1] * s * s
            slope = e[0] * e[0] * r * r / (1 + t * e[0]) + e[1] * e[1] * s * s / (1 + t * e[1])
            t = np.maximum(t + (np.sqrt(q) - 1) * q / np.where(slope == 0, 1, slope), 0)
        u, v = u / (1 + t * e[0]), v / (1 + t * e[1])
        return np.stack([axes[0, 0] * u + axes[0, 1] * v, axes[1, 0] * u + axes[1, 1] * v])

    def extreme(self, d: np.ndarray) -> np.ndarray:
        det = self.a * self.c - self.b**2
        s = np.stack([self.c * d[0] - self.b * d[1], self.a * d[1] - self.b * d[0]]) / det
        length = np.sqrt((s * d).sum(0) / self.size)
        return -s / np.where(length == 0, 1, length)
