"""Newton-Raphson by hand: a function of one number, its derivative, and starts that are numbers too."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

from optim_core.method import Array
from optim_core.root_finding.newton_raphson import NewtonRaphson
from optim_core.rules import STATUS
from optim_core.runner import run


class Equation(Protocol):
    """A function of one real or complex unknown whose zero is looked for."""

    def value(self, z: Array) -> Array:
        """The function at z, `(*runs)`."""

    def derivative(self, z: Array) -> Array:
        """Its derivative there, `(*runs)`."""


@dataclass(frozen=True, eq=False)
class Tangents:
    """T tangents from every start. After its `last` step a run repeats its final point."""

    z: Array  # (T+1, *runs) the iterates; (1, *runs), the last ones only, when recorded "final"
    value: Array  # the function at each of them, same shape
    slope: Array  # its derivative, same shape: the tangent at z meets the axis at z − value / slope
    codes: Array  # (*runs) how it ended, as an index into `optim_core.rules.STATUS`
    last: Array  # (*runs) the number of steps really taken

    @property
    def status(self) -> Array:
        """One of "converged", "diverged" (too far away), "undefined" (no tangent, or a level one) or "running"."""
        return np.array(STATUS)[self.codes]


@dataclass(frozen=True, eq=False)
class OnThePlane:
    """The equation as the methods ask for it: numbers are points `(2, *runs)`, and `value` is what has to vanish."""

    equation: Equation
    is_complex: bool

    def number(self, p: Array) -> Array:
        """A point as a number."""
        return p[0] + 1j * p[1] if self.is_complex else p[0]

    def image(self, p: Array) -> Array:
        """f at p, `(2, *runs)`."""
        return point(self.equation.value(self.number(p)))

    def derivative(self, p: Array) -> Array:
        """f′ at p, `(2, *runs)`."""
        return point(self.equation.derivative(self.number(p)))

    def value(self, p: Array) -> Array:
        """|f| at p, `(*runs)`."""
        return np.abs(self.equation.value(self.number(p)))


def point(z: Any) -> Array:
    """A number as a point of the plane."""
    return np.stack([np.real(z), np.imag(z)])


def newton_raphson(equation: Equation, z0: Any, steps: int, times: float = 1.0, record: str = "path") -> Tangents:
    """Take `steps` steps z ← z − times · f(z) / f′(z) from every start in `z0 (*runs)`, real or complex.

    A run has converged when its step is lost in rounding where f is as good as zero; a small value alone proves
    nothing. `record` is "path" or "final" (for maps). The method itself is `NewtonRaphson`.
    """
    if record not in ("path", "final"):
        raise ValueError(f'record is "path" or "final", not {record!r}')
    z0 = np.asarray(z0)
    problem: Any = OnThePlane(equation, bool(np.iscomplexobj(z0)))
    trace = run(NewtonRaphson(times), problem, point(z0), steps, record=record)
    z = problem.number(np.moveaxis(trace.x, 0, 1))
    with np.errstate(all="ignore"):
        return Tangents(z, equation.value(z), equation.derivative(z), trace.codes, trace.last)
