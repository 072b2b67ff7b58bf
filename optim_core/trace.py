"""What happened: the record of a run, read-only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from optim_core.method import Array, Method
from optim_core.oracle import Problem
from optim_core.rules import STATUS


@dataclass(frozen=True, eq=False)
class Trace:
    """T steps of one method from every start at once. After its `last` step a run repeats its final point."""

    method: Method
    problem: Problem
    x: Array  # (T+1, n, *runs) the iterates; (1, n, *runs), the last ones only, when recorded "final"
    codes: Array  # (*runs) how it ended, as an index into `optim_core.rules.STATUS`
    last: Array  # (*runs) the number of steps really taken
    evaluations: Mapping[str, Array]  # "value", "gradient", "hessian": (T+1, *runs) answers asked for so far
    state: Mapping[str, Array]  # every field of the method's state, (T+1, ...)
    info: Mapping[str, Array]  # what happened in step k, (T, ...); NaN where the run was already over

    @property
    def status(self) -> Array:
        """How each run ended, `(*runs)` of words: "running" (out of steps), "converged", "diverged", "undefined"."""
        return np.array(STATUS)[self.codes]

    @cached_property
    def fx(self) -> Array:
        """The value at every iterate, `(T+1, *runs)`; looked up afterwards, so not counted in `evaluations`."""
        with np.errstate(all="ignore"):
            return np.asarray(self.problem.value(np.moveaxis(self.x, 0, 1)))

    @cached_property
    def grad_norm(self) -> Array:
        """The length of the gradient at every iterate, `(T+1, *runs)`; not counted either."""
        with np.errstate(all="ignore"):
            g = self.problem.grad(np.moveaxis(self.x, 0, 1))
            return np.sqrt((g * g).sum(0))

    def __repr__(self) -> str:
        ends = {str(word): int(np.sum(self.status == word)) for word in np.unique(self.status)}
        return f"Trace({self.method}, x{self.x.shape}, {ends})"


def pile(rows: list[Any]) -> Array:
    """Stack what was recorded step by step; an entry that was one number for all runs is repeated for each."""
    try:
        return np.array(rows)
    except ValueError:  # shapes differ
        shape = np.broadcast_shapes(*{np.shape(row) for row in rows})
        return np.array([np.broadcast_to(row, shape) for row in rows])
