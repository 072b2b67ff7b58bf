"""Sets one can project on: the nearest allowed point, and the furthest one in a direction, in closed form.

A set is told by functions, c(p) ≤ 0 or c(p) = 0, and can be `raised` to other levels of them. One that is empty there
has no nearest point: the answer is NaN.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any, Protocol, Self

import numpy as np

Pair = tuple[Any, Any]  # floats or exact numbers
ROUNDING = 1e-9  # relative: how far beyond an edge a point may be and still count as on it
ROUNDS = 10  # of Newton's method: enough for axes of which one is a hundred times the other


class Region(Protocol):
    """A closed set in the plane. Points are `(2, *runs)`."""

    @property
    def bounded(self) -> bool:
        """Does it end in every direction?"""

    @property
    def convex(self) -> bool:
        """Does it hold every segment between its points?"""

    def raised(self, *levels: Any) -> Region:
        """The set with c = level or c ≤ level, one level for each function."""

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

    def allows(self, p: np.ndarray) -> np.ndarray:
        """Is p in the set, up to rounding?"""
        away = p - _column(self.centre, p)
        return (away * away).sum(0) <= (1 + ROUNDING) * _number(self.radius) ** 2

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
        return replace(self, offset=_number(self.offset) + level)

    def excess(self, p: np.ndarray) -> np.ndarray:
        """How far beyond the line p is, in units of the normal."""
        a, b = map(float, self.normal)
        return (a * p[0] + b * p[1] - _number(self.offset)) / (a * a + b * b)

    def allows(self, p: np.ndarray) -> np.ndarray:
        """Is p in the set, up to rounding?"""
        beyond, size = self._beyond(p)
        return np.abs(beyond) <= ROUNDING * size

    def _beyond(self, p: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """normal·p - offset, and the size of its terms."""
        x, y, offset = float(self.normal[0]) * p[0], float(self.normal[1]) * p[1], _number(self.offset)
        return x + y - offset, np.abs(x) + np.abs(y) + np.abs(offset)

    def project(self, p: np.ndarray) -> np.ndarray:
        return p - self.excess(p) * _column(self.normal, p)

    def crossings(self, other: Line | Disk, p: np.ndarray) -> list[np.ndarray]:
        """Where the edge of the other one crosses this line, as many times as p has runs."""
        (a, b), offset = map(float, self.normal), _number(self.offset)
        if isinstance(other, Disk):
            middle = Line.project(self, _column(other.centre, p) + 0 * p)
            away, along = middle - _column(other.centre, p), _column((-b, a), p) / np.hypot(a, b)
            half = np.sqrt(np.maximum(_number(other.radius) ** 2 - (away * away).sum(0), 0))
            return [middle + half * along, middle - half * along]
        (c, d), level = map(float, other.normal), _number(other.offset)
        det = a * d - b * c
        x, y = d * offset - b * level, a * level - c * offset
        return [np.stack([x / det + 0 * p[0], y / det + 0 * p[0]])] if det else []

    extreme = Outside.extreme


@dataclass(frozen=True)
class HalfPlane(Line):
    """normal·p ≤ offset."""

    def allows(self, p: np.ndarray) -> np.ndarray:
        beyond, size = self._beyond(p)
        return beyond <= ROUNDING * size

    def project(self, p: np.ndarray) -> np.ndarray:
        return p - np.maximum(self.excess(p), 0) * _column(self.normal, p)


@dataclass(frozen=True)
class Intersection:
    """All that every part allows: half-planes, lines and at most one disk, in the order of the constraints.

    The nearest allowed point is the point itself, its foot on one edge, or a corner where two edges cross.
    """

    parts: tuple[Line | Disk, ...]
    convex = True

    @property
    def bounded(self) -> bool:
        """Does every way along one of the lines leave the set at last? With a disk they all do."""
        lines = [part for part in self.parts if isinstance(part, Line)]
        ways = [(sign * float(b), -sign * float(a)) for a, b in (line.normal for line in lines) for sign in (1, -1)]
        endless = [way for way in ways if all(_stays(line, way) for line in lines)]
        return len(lines) < len(self.parts) or not endless

    def raised(self, *levels: Any) -> Self:
        """Every part at its level; parts beyond the constraints, which only f needs, stay."""
        moved = [part.raised(level) for part, level in zip(self.parts, levels, strict=False)]
        return replace(self, parts=(*moved, *self.parts[len(moved) :]))

    def project(self, p: np.ndarray) -> np.ndarray:
        feet = [p, *(part.project(p) for part in self.parts), *self._corners(p)]
        return self._best(feet, [((foot - p) ** 2).sum(0) for foot in feet])

    def extreme(self, d: np.ndarray) -> np.ndarray:
        ends = [*(part.extreme(d) for part in self.parts if isinstance(part, Disk)), *self._corners(d)]
        return self._best(ends, [(end * d).sum(0) for end in ends])

    def _best(self, points: list[np.ndarray], costs: list[np.ndarray]) -> np.ndarray:
        """The cheapest point that is allowed."""
        best, least = np.nan + 0 * points[0], np.inf + 0 * costs[0]
        for point, cost in zip(points, costs, strict=True):
            better = cost < least
            for part in self.parts:
                better = better & part.allows(point)
            best, least = np.where(better, point, best), np.where(better, cost, least)
        return best

    def _corners(self, p: np.ndarray) -> list[np.ndarray]:
        pairs = [(b, a) if isinstance(a, Disk) else (a, b) for a, b in combinations(self.parts, 2)]
        return [corner for line, other in pairs if isinstance(line, Line) for corner in line.crossings(other, p)]


def _stays(line: Line, way: tuple[float, float]) -> bool:
    rise = float(line.normal[0]) * way[0] + float(line.normal[1]) * way[1]
    return abs(rise) < 1e-12 or (isinstance(line, HalfPlane) and rise < 0)


def polygon(*walls: tuple[Any, Any, Any]) -> Intersection:
    """All points with a x + b y ≤ c for every (a, b, c)."""
    return Intersection(tuple(HalfPlane((a, b), c) for a, b, c in walls))


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
