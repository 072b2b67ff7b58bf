"""Some formulas have more to offer than a value: the parts of a sum of squares, the information in a likelihood."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:  # see surface.py
    from sympy import Expr

    from optim_core.knob import Knob
    from surfaces.kernels import Kernels

quiet = np.errstate(all="ignore")  # outside its domain a formula is NaN or infinite: data, not a warning


class Structured:
    """What a surface answers beside value, gradient and Hessian; None where its formula has no such structure."""

    expression: Expr
    knobs: Mapping[str, Knob]
    arguments: tuple[np.float64, ...]
    fisher_matrix: tuple[tuple[Any, ...], ...]

    @cached_property
    def squares(self) -> tuple[Expr, ...]:
        """The r of a formula that is written as a sum of squares Σ rᵢ²; () of any other."""
        from surfaces.squares import residuals_of

        return residuals_of(self.expression, {name for name, knob in self.knobs.items() if (knob.low or 0) > 0})

    @property
    def residuals(self) -> Callable[[np.ndarray], np.ndarray] | None:
        """The function p -> r, shape (m, *runs), if the formula is a sum of squares."""
        return self._residuals if self.squares else None

    @property
    def jacobian(self) -> Callable[[np.ndarray], np.ndarray] | None:
        """The function p -> ∂r/∂p, shape (m, 2, *runs), if the formula is a sum of squares."""
        return self._jacobian if self.squares else None

    @quiet
    def _residuals(self, p: np.ndarray) -> np.ndarray:
        x, y = p = np.asarray(p, dtype=float)
        return packed([part.value(x, y, *self.arguments) for part in self._parts], p.shape[1:])

    @quiet
    def _jacobian(self, p: np.ndarray) -> np.ndarray:
        x, y = p = np.asarray(p, dtype=float)
        return packed([packed(part.grad(x, y, *self.arguments), p.shape[1:]) for part in self._parts], p.shape)

    @property
    def fisher(self) -> Callable[[np.ndarray], np.ndarray] | None:
        """The function p -> Fisher matrix, shape (2, 2, *runs), if f is a negative log-likelihood."""
        return self._fisher if self.fisher_matrix else None

    @quiet
    def _fisher(self, p: np.ndarray) -> np.ndarray:
        x, y = p = np.asarray(p, dtype=float)
        entries = [kernel.value(x, y, *self.arguments) for kernel in self._fisher_kernels]
        return packed(entries, p.shape[1:]).reshape(2, *p.shape)

    @property
    def _fisher_entries(self) -> tuple[Expr, ...]:
        from sympy import Add

        return tuple(Add(e) for row in self.fisher_matrix for e in row) if self.fisher_matrix else ()

    @cached_property
    def _fisher_kernels(self) -> tuple[Kernels, ...]:
        from surfaces.kernels import kernels_of

        return tuple(kernels_of(entry, tuple(self.knobs)) for entry in self._fisher_entries)

    @cached_property
    def _parts(self) -> tuple[Kernels, ...]:
        from surfaces.kernels import kernels_of

        return tuple(kernels_of(part, tuple(self.knobs)) for part in self.squares)


def packed(parts: Sequence[Any], shape: tuple[int, ...]) -> np.ndarray:
    """The parts as one array, each broadcast to the shape."""
    out = np.empty((len(parts), *shape))
    for i, part in enumerate(parts):
        out[i] = part
    return out
