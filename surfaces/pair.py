"""A complex number written out as two real ones, so that a formula in z can be printed wherever numbers are real."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Pair:
    """a + bi, where a and b are numbers, arrays or symbols; the other side of + − × may be real."""

    a: Any
    b: Any

    def __iter__(self) -> Iterator[Any]:
        return iter((self.a, self.b))

    def __add__(self, other: Any) -> Pair:
        return Pair(self.a + other.a, self.b + other.b) if isinstance(other, Pair) else Pair(self.a + other, self.b)

    def __sub__(self, other: Any) -> Pair:
        return Pair(self.a - other.a, self.b - other.b) if isinstance(other, Pair) else Pair(self.a - other, self.b)

    def __mul__(self, other: Any) -> Pair:
        if not isinstance(other, Pair):
            return Pair(other * self.a, other * self.b)
        return Pair(self.a * other.a - self.b * other.b, self.a * other.b + self.b * other.a)

    def __neg__(self) -> Pair:
        return Pair(-self.a, -self.b)

    def __radd__(self, other: Any) -> Pair:
        return self + other

    def __rsub__(self, other: Any) -> Pair:
        return -self + other

    def __rmul__(self, other: Any) -> Pair:
        return self * other
