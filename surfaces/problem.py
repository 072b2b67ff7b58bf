"""A problem with constraints: what is minimised, what must be zero, what must not be positive."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from optim_core.knob import Knob
from surfaces.levels import knobs_of, names_of
from surfaces.structure import quiet
from surfaces.surface import Number, did_you_mean

if TYPE_CHECKING:  # see surface.py
    from sympy import Expr

    from surfaces.kernels import Kernels
    from surfaces.questions import Questions
    from surfaces.regions import Region

NO_MULTIPLIER = "no multiplier"


class Solution(NamedTuple):
    """A point that meets the conditions of Karush, Kuhn and Tucker, or the minimum that does not, with exact numbers.

    `kind` is "global" (the best point known), "local" (a minimum too), "max" (a maximum along the constraint),
    "stationary" (meets the conditions, is no minimum) or "no multiplier" (a minimum without any).
    """

    x: Number
    y: Number
    multipliers: tuple[Number, ...]  # one per constraint, equalities first; empty if there are none
    kind: str = "global"


class KKT(NamedTuple):
    """The same in floating point, with the value."""

    x: float
    y: float
    f: float
    multipliers: tuple[float, ...]
    kind: str


@dataclass(frozen=True, eq=False)
class Constrained:
    """min f(x, y) such that every h = 0 and every g ≤ 0.

    L = f + Σ λ h + Σ μ g, and a minimum has μ ≥ 0. Points are coordinates first, `(2, *runs)`. Constraints come
    equalities first; their levels are knobs: `problem(b1=0.3)` is the same with h = 0.3 or g ≤ 0.3.
    """

    name: str
    objective: Expr
    latex: str
    domain: tuple[tuple[float, float], tuple[float, float]]
    starts: tuple[tuple[float, float], ...]
    teaches: str = ""
    equalities: tuple[Expr, ...] = ()  # each = 0
    inequalities: tuple[Expr, ...] = ()  # each <= 0
    solutions: Iterable[Solution] = ()
    region: Region | None = None  # the feasible set, if projections on it are known
    inside: tuple[float, float] | None = None  # a point where every g < 0, if there is one
    traits: Set[str] = frozenset()
    colour: str = "linear"  # linear | log | symlog
    rate: float = 0.1  # a step size with which plain gradient steps behave
    source: str = ""
    values: Mapping[str, float] = field(default_factory=dict)  # of the levels: all zero, unless they are set
    home: Constrained | None = field(default=None, repr=False)  # where they are zero, if some are not
    key: str = ""
    family: str = ""
    text: str = ""  # what somebody typed, if that is the problem

    def __post_init__(self) -> None:
        values = {name: float(self.values.get(name, 0)) for name in names_of(self.n_constraints)}
        object.__setattr__(self, "traits", frozenset(self.traits))
        object.__setattr__(self, "solutions", tuple(self.solutions))
        object.__setattr__(self, "values", values)

    def __call__(self, **values: float) -> Constrained:
        """The same problem at other levels, where the solutions are not known."""
        for name in values:
            if name not in self.values:
                raise TypeError(f"{self.key or self.name} has no level {name!r}" + did_you_mean(name, self.values))
        home, levels = self.home or self, {**self.values, **values}
        if not any(levels.values()):
            return home
        moved = replace(home, values=levels, home=home, solutions=())
        if home.region:
            moved = replace(moved, region=home.region.raised(*moved.arguments))
        return moved if home.inside is None or moved.holds_strictly(home.inside) else replace(moved, inside=None)

    @property
    def n_equalities(self) -> int:
        return len(self.equalities)

    @property
    def n_constraints(self) -> int:
        return len(self.equalities) + len(self.inequalities)

    @property
    def expression(self) -> Expr:
        """What is minimised, as a surface calls it."""
        return self.objective

    @cached_property
    def knobs(self) -> Mapping[str, Knob]:
        """The level of each constraint: `b`, or `b1`, `b2`, … where there are several."""
        return self.home.knobs if self.home else knobs_of(self)

    @property
    def arguments(self) -> tuple[np.float64, ...]:
        """The levels, as functions take them."""
        return tuple(np.float64(value) for value in self.values.values())

    @property
    def levels(self) -> tuple[float, ...]:
        """The same as plain numbers."""
        return tuple(self.values.values())

    @cached_property
    def questions(self) -> Questions:
        """All it can be asked, as functions `(x, y, *levels)`; the same object for all levels."""
        from surfaces.questions import of_constrained

        region: Any = (self.home or self).region
        constraints = (*self.equalities, *self.inequalities)
        return of_constrained(self.objective, constraints, self.n_equalities, region, tuple(self.values))

    def changed(self, **fields: Any) -> Constrained:
        """The same problem with other values of some fields."""
        return replace(self, **fields)

    def at_level(self, i: int, level: float) -> Constrained:
        """The same problem with the i-th constraint moved to h = level or g ≤ level."""
        return self(**{list(self.values)[i]: level})

    def holds_strictly(self, point: tuple[float, float]) -> bool:
        """Whether every g < 0 there."""
        return bool((self.constraints(np.array(point, float))[self.n_equalities :] < 0).all())

    @quiet
    def value(self, p: np.ndarray) -> np.ndarray:
        """f at p, `(*runs)`."""
        x, y = np.asarray(p, dtype=float)
        return self.kernels[0].value(x, y)

    @quiet
    def grad(self, p: np.ndarray) -> np.ndarray:
        """∇f at p, `(2, *runs)`."""
        return _gradient(self.kernels[0], np.asarray(p, dtype=float))

    @quiet
    def hess(self, p: np.ndarray) -> np.ndarray:
        """∇²f at p, `(2, 2, *runs)`."""
        return _hessian(self.kernels[0], np.asarray(p, dtype=float))

    @quiet
    def constraints(self, p: np.ndarray) -> np.ndarray:
        """All h and g at p, `(k, *runs)`."""
        x, y = p = np.asarray(p, dtype=float)
        out = np.empty((self.n_constraints, *p.shape[1:]))
        for i, kernel in enumerate(self.kernels[1:]):
            out[i] = kernel.value(x, y) - self.levels[i]
        return out

    @quiet
    def jacobian(self, p: np.ndarray) -> np.ndarray:
        """Their gradients as rows, `(k, 2, *runs)`."""
        p = np.asarray(p, dtype=float)
        return np.array([_gradient(kernel, p) for kernel in self.kernels[1:]]).reshape(-1, *p.shape)

    @quiet
    def curvatures(self, p: np.ndarray) -> np.ndarray:
        """Their Hessians, `(k, 2, 2, *runs)`."""
        p = np.asarray(p, dtype=float)
        return np.array([_hessian(kernel, p) for kernel in self.kernels[1:]]).reshape(-1, 2, *p.shape)

    @cached_property
    def kernels(self) -> tuple[Kernels, ...]:
        """Of f, then of every constraint."""
        from surfaces.kernels import kernels_of

        return tuple(kernels_of(e, ()) for e in (self.objective, *self.equalities, *self.inequalities))

    @cached_property
    def points(self) -> tuple[KKT, ...]:
        """Every declared solution in floating point."""
        numbers = [(float(s.x), float(s.y), tuple(map(float, s.multipliers)), s.kind) for s in self.solutions]
        return tuple(KKT(x, y, float(self.value(np.array([x, y]))), m, kind) for x, y, m, kind in numbers)

    @property
    def lowest(self) -> float | None:
        """The best feasible value known."""
        return min((p.f for p in self.minima if p.kind != "local"), default=None)

    @property
    def minima(self) -> tuple[KKT, ...]:
        return tuple(p for p in self.points if p.kind in ("global", "local", NO_MULTIPLIER))

    @property
    def saddles(self) -> tuple[KKT, ...]:
        return tuple(p for p in self.points if p.kind == "stationary")

    @property
    def maxima(self) -> tuple[KKT, ...]:
        """Maxima along the constraint."""
        return tuple(p for p in self.points if p.kind == "max")

    def _identity(self) -> tuple:
        return self.objective, self.equalities, self.inequalities, self.levels

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Constrained) and self._identity() == other._identity()

    def __hash__(self) -> int:
        return hash(self._identity())

    def __getstate__(self) -> dict[str, Any]:
        """What is derived (compiled functions) is derived again after unpickling."""
        kept = {f.name for f in fields(self)}
        return {name: v for name, v in self.__dict__.items() if name in kept}


def _gradient(kernel: Kernels, p: np.ndarray) -> np.ndarray:
    out = np.empty_like(p)
    out[0], out[1] = kernel.grad(*p)
    return out


def _hessian(kernel: Kernels, p: np.ndarray) -> np.ndarray:
    out = np.empty((2, *p.shape))
    out[0, 0], out[0, 1], out[1, 1] = kernel.hess(*p)
    out[1, 0] = out[0, 1]
    return out
