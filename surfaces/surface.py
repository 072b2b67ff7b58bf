"""A surface is a formula in x and y, a window to look through, good places to start, and the points worth knowing."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from optim_core.knob import Knob
from surfaces.structure import Structured, quiet

if TYPE_CHECKING:  # SymPy takes half a second to import: only who asks for a formula waits for it
    from sympy import Expr

    from surfaces.kernels import Kernels
    from surfaces.questions import Questions

Number = Any  # an int, a float or an exact SymPy number, which may speak of knobs


class Point(NamedTuple):
    """A stationary point, or a minimum at a kink or an edge. The first word of `kind` is min, max or saddle."""

    x: float
    y: float
    f: float
    kind: str


class Stationary(NamedTuple):
    """The same as a file declares it: exact numbers, and f is worked out from them."""

    x: Number
    y: Number
    kind: str

    def mirrored(self) -> Stationary:
        """Its image in the origin, for surfaces with f(-x, -y) = f(x, y)."""
        return Stationary(-self.x, -self.y, self.kind)


def minimum(x: Number, y: Number, kind: str = "") -> Stationary:
    """A minimum; `kind` is "" (curved upwards in every direction) or "line" (one point of a curve of minima),
    "flat" (isolated, yet the Hessian is singular), "kink" (no gradient there), "edge" (of the domain only)."""
    return Stationary(x, y, f"min {kind}".strip())


def maximum(x: Number, y: Number, kind: str = "") -> Stationary:
    """A maximum, with the same kinds."""
    return Stationary(x, y, f"max {kind}".strip())


def saddle(x: Number, y: Number, kind: str = "") -> Stationary:
    """A saddle: up one way, down another. "flat" where the Hessian does not tell, "line" on a curve of them."""
    return Stationary(x, y, f"saddle {kind}".strip())


def named(*knobs: Knob) -> dict[str, Knob]:
    """Knobs by their names, in the order of declaration."""
    return {knob.name: knob for knob in knobs}


@dataclass(frozen=True, eq=False)
class Surface(Structured):
    """What is minimised. Points are coordinates first, `(2, *runs)`; everything is float64 and quiet."""

    name: str
    expression: Expr
    latex: str  # of f, knobs as their symbols
    domain: tuple[tuple[float, float], tuple[float, float]]
    starts: tuple[tuple[float, float], ...]
    teaches: str
    rate: float = 0.0  # a step size with which plain gradient descent behaves
    rate_of: Expr | None = None  # the same in terms of the knobs, where they matter
    source: str = ""
    stationary: Sequence[Stationary] | Callable[[Surface], Sequence[Stationary]] = ()  # known, or how to find them
    traits: Set[str] = frozenset()
    colour: str = "linear"  # linear | log | symlog
    kinks: str = ""  # where there is no gradient, and which subgradient stands in for it
    fisher_matrix: tuple[tuple[Any, ...], ...] = ()  # of a negative log-likelihood, rows of expressions
    infimum: float | None = None  # if no declared minimum attains it
    knobs: Mapping[str, Knob] = field(default_factory=dict)
    key: str = ""  # the name of its file
    family: str = ""  # the name of its folder
    text: str = ""  # of a formula that somebody typed
    values: Mapping[str, float] = field(default_factory=dict)  # of the knobs
    arguments: tuple[np.float64, ...] = field(init=False, repr=False)  # the same, as the kernels take them

    def __post_init__(self) -> None:
        values = {name: float(self.values.get(name, knob.default)) for name, knob in self.knobs.items()}
        object.__setattr__(self, "values", values)
        if self.rate_of is not None:
            object.__setattr__(self, "rate", self._number(self.rate_of))
        object.__setattr__(self, "traits", frozenset(self.traits))
        object.__setattr__(self, "arguments", tuple(np.float64(v) for v in values.values()))

    def __call__(self, **values: float) -> Surface:
        """The same surface with other knob values."""
        for name in values:
            if name not in self.knobs:
                raise TypeError(f"{self.key or self.name} has no knob {name!r}" + did_you_mean(name, self.knobs))
        return replace(self, values={**self.values, **values})

    @quiet
    def value(self, p: np.ndarray) -> np.ndarray:
        """f at p, shape (*runs)."""
        x, y = np.asarray(p, dtype=float)
        return self.kernels.value(x, y, *self.arguments)

    @quiet
    def grad(self, p: np.ndarray) -> np.ndarray:
        """The gradient at p, shape (2, *runs)."""
        x, y = p = np.asarray(p, dtype=float)
        out = np.empty_like(p)
        out[0], out[1] = self.kernels.grad(x, y, *self.arguments)
        return out

    @quiet
    def hess(self, p: np.ndarray) -> np.ndarray:
        """The Hessian at p, shape (2, 2, *runs)."""
        x, y = p = np.asarray(p, dtype=float)
        out = np.empty((2, *p.shape))
        out[0, 0], out[0, 1], out[1, 1] = self.kernels.hess(x, y, *self.arguments)
        out[1, 0] = out[0, 1]
        return out

    @cached_property
    def kernels(self) -> Kernels:
        from surfaces.kernels import kernels_of

        return kernels_of(self.expression, tuple(self.knobs))

    @cached_property
    def questions(self) -> Questions:
        """All it can be asked, as functions `(x, y, *knob values)`; the same object for all values of the knobs."""
        from surfaces.questions import of_surface

        return of_surface(self.expression, tuple(self.knobs), self.squares, self._fisher_entries)

    @cached_property
    def points(self) -> tuple[Point, ...]:
        """Every declared point with its value, for the knob values in force."""
        declared = tuple(self.stationary(self) if callable(self.stationary) else self.stationary)
        if not declared:
            return ()
        xy = np.array([[self._number(s.x), self._number(s.y)] for s in declared]).T
        rows = zip(*xy, self.value(xy), declared, strict=True)
        return tuple(Point(float(x), float(y), float(f), s.kind) for x, y, f, s in rows)

    def _number(self, exact: Number) -> float:
        free = getattr(exact, "free_symbols", ())
        if free:
            exact = exact.subs({s: self.values[s.name] for s in free})
        return float(exact)

    def _of_kind(self, word: str) -> tuple[Point, ...]:
        return tuple(p for p in self.points if p.kind.split()[0] == word)

    @property
    def minima(self) -> tuple[Point, ...]:
        return self._of_kind("min")

    @property
    def saddles(self) -> tuple[Point, ...]:
        return self._of_kind("saddle")

    @property
    def maxima(self) -> tuple[Point, ...]:
        return self._of_kind("max")

    @cached_property
    def lowest(self) -> float | None:
        """The best value known in the domain; None if f has no lower bound."""
        if self.infimum is not None:
            return self.infimum
        best = min((p.f for p in self.minima), default=None)
        if best is not None and callable(self.stationary):  # then f may still fall towards the edge of the window
            f = self.value(np.array(np.meshgrid(*(np.linspace(low, high, 41) for low, high in self.domain))))
            return best if np.nanmin(f) >= best - 1e-9 * (1 + abs(best)) else None
        return best

    def _identity(self) -> tuple:
        return self.key, self.text, self.domain, tuple(self.values.items())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Surface) and self._identity() == other._identity()

    def __hash__(self) -> int:
        return hash(self._identity())

    def __getstate__(self) -> dict:
        """What is derived (compiled functions) is derived again after unpickling."""
        kept = {f.name for f in fields(self)}
        return {name: v for name, v in self.__dict__.items() if name in kept}


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The end of an error message: the nearest right spelling, or all there is."""
    known = list(known)
    near = difflib.get_close_matches(word, known, n=1, cutoff=0.5)
    if near:
        return f"; did you mean {near[0]!r}?"
    return f"; it has {', '.join(known)}" if 0 < len(known) < 9 else ""
