"""Newton–Raphson: follow the tangent down to the axis, and look again from there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

from optim_core.method import Array
from optim_core.rules import CONVERGED, DIVERGED, FAR, RUNNING, STATUS, STILL, UNDEFINED


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


def newton_raphson(equation: Equation, z0: Any, steps: int, times: float = 1.0, record: str = "path") -> Tangents:
    """Take `steps` steps z ← z − times · f(z) / f′(z) from every start in `z0 (*runs)`, real or complex.

    Error after a step near a simple root: f″/(2f′) times the square of the error before. At a root of
    multiplicity p it is only 1 − 1/p times the error; `times=p` makes it quadratic again. A run has converged when
    its step is lost in rounding; a small value alone proves nothing. `record` is "path" or "final" (for maps).
    Source: Newton (1669), Raphson (1690); Ypma (1995), SIAM Review 37:531–551.
    """
    if record not in ("path", "final"):
        raise ValueError(f'record is "path" or "final", not {record!r}')
    z = np.asarray(z0)
    z = z.astype(complex if np.iscomplexobj(z) else float)
    codes, last = np.full(z.shape, RUNNING), np.zeros(z.shape, int)
    with np.errstate(all="ignore"):
        rows = [(z, equation.value(z), equation.derivative(z))]
        for _ in range(steps):
            z, f, slope = rows[-1]
            new = np.where(f == 0, z, z - times * f / slope)
            on, lost = codes == RUNNING, ~np.isfinite(new)
            still = np.abs(new - z) <= STILL * np.maximum(1, np.abs(z))
            ends = np.where(lost, UNDEFINED, np.where(np.abs(new) > FAR, DIVERGED, np.where(still, CONVERGED, RUNNING)))
            codes, last = np.where(on, ends, codes), last + (on & ~lost)
            z = np.where(on & ~lost, new, z)
            row = z, equation.value(z), equation.derivative(z)
            rows = [*rows, row] if record == "path" else [row]
            if record == "final" and not (codes == RUNNING).any():
                break
    path, values, slopes = (np.stack(column) for column in zip(*rows, strict=True))
    return Tangents(path, values, slopes, codes, last)
