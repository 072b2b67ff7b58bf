"""Fair means: the same budget. Which one is a choice, and it is said."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from optim_core import Trace

Array = np.ndarray


class Weights(NamedTuple):
    """What one answer to each kind of question costs."""

    value: int
    gradient: int
    hessian: int


BUDGETS = ("steps", "gradient", "value", "cost")
COST = Weights(1, 2, 4)  # on the plane: one number, two numbers, a symmetric matrix taken as four


def weights_of(budget: str, cost: Weights = COST) -> Weights | None:
    """What is counted; nothing but the steps themselves where that is the budget."""
    return {"steps": None, "gradient": Weights(0, 1, 0), "value": Weights(1, 0, 0), "cost": cost}[budget]


def spent(evaluations: Mapping[str, Array], weights: Weights | None) -> Array:
    """What had been spent after each step, `(T+1, *runs)`.

    A step counts as one unit at least, so that a method which asks for nothing that is counted moves on by steps.
    """
    counts = [np.asarray(evaluations[kind], float) for kind in Weights._fields]
    if weights is None:
        return np.asarray(np.cumsum(np.ones_like(counts[0]), 0) - 1)
    value, gradient, hessian = counts
    price = weights.value * value + weights.gradient * gradient + weights.hessian * hessian
    return np.concatenate([price[:1], price[:1] + np.cumsum(np.maximum(1, np.diff(price, axis=0)), 0)])


def affordable(trace: Trace, weights: Weights | None, amounts: Array) -> Array:
    """The last step that each run could pay with each amount, `(len(amounts), *runs)`."""
    bill = spent(trace.evaluations, weights)
    flat = bill.reshape(len(bill), -1)
    steps = np.stack([np.searchsorted(run, amounts, side="right") - 1 for run in flat.T], -1)
    return np.minimum(np.maximum(steps, 0), trace.last.reshape(1, -1)).reshape(len(amounts), *bill.shape[1:])


def reached(trace: Trace, steps: Array) -> Array:
    """The value of each run after these steps, `(k, *runs)`; infinite where it has diverged or has none."""
    values = np.take_along_axis(trace.fx, steps, 0)
    lost = np.isin(trace.status, ("diverged", "undefined")) & (steps == trace.last)
    return np.where(lost | ~np.isfinite(values), np.inf, values)
