"""An equation asks where a function of one unknown is zero; its slope points the way, if there is one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from surfaces.structure import quiet

if TYPE_CHECKING:  # see surface.py
    from sympy import Expr


@dataclass(frozen=True, eq=False)
class Equation:
    """f(x) = 0 for a real x, or f(z) = 0 for a complex z. Arrays of any shape in, arrays of that shape out."""

    name: str
    expression: Expr  # in x (real) or in z (complex)
    latex: str
    window: tuple[float, float]  # of x; of the real and of the imaginary part of z
    starts: tuple[complex, ...]
    teaches: str
    roots: tuple[Any, ...] = ()  # exact where a closed form exists
    multiplicity: int = 1  # of the roots
    source: str = ""
    key: str = ""  # the name of its file
    family: str = ""

    def __post_init__(self) -> None:
        number = complex if self.is_complex else float
        object.__setattr__(self, "roots", tuple(number(r) for r in self.roots))

    @property
    def is_complex(self) -> bool:
        return any(s.name == "z" for s in self.expression.free_symbols)

    @property
    def unknown(self) -> str:
        return "z" if self.is_complex else "x"

    @quiet
    def value(self, x: np.ndarray) -> np.ndarray:
        """f at x."""
        return self._kernels[0](self._array(x))

    @quiet
    def derivative(self, x: np.ndarray) -> np.ndarray:
        """f' at x."""
        return self._kernels[1](self._array(x))

    @quiet
    def second(self, x: np.ndarray) -> np.ndarray:
        """f'' at x, for Halley's method."""
        return self._kernels[2](self._array(x))

    @property
    def kernels(self) -> tuple[Callable, ...]:
        """f, f' and f'' as functions of one argument that knows + − × ÷ and NumPy's functions."""
        return self._kernels

    def _array(self, x: np.ndarray) -> np.ndarray:
        return np.asarray(x, dtype=complex if self.is_complex else float)[()]

    @cached_property
    def _kernels(self) -> tuple[Callable, ...]:
        from sympy import Symbol

        from surfaces.calculus import derivative, with_conventions
        from surfaces.kernels import compiled

        unknown = Symbol("z") if self.is_complex else Symbol("x", real=True)
        f = with_conventions(self.expression)
        name, orders = self.unknown, (f, (slope := derivative(f, unknown)), derivative(slope, unknown))
        return tuple(compiled("f", [g], (name,), shaped_like="" if g.has(unknown) else name) for g in orders)

    def __getstate__(self) -> dict:
        return {f.name: getattr(self, f.name) for f in fields(self)}
