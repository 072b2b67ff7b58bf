"""What a problem says of the point where a run stands: whether it may rest there, and whether it can go on."""

from __future__ import annotations

from typing import Any

import numpy as np

from optim_core.constrained.kkt import residual
from optim_core.method import Array


def unrest(problem: Any, p: Array) -> Array:
    """What is zero where a run may rest: the gradient, with constraints the KKT residual, of an equation f itself."""
    if hasattr(problem, "image"):
        return problem.image(p)
    return residual(problem, p) if hasattr(problem, "constraints") else problem.grad(p)


def answered(problem: Any, p: Array) -> Array:
    """Whether a step that leads out of the numbers had answers to go by, `(*runs)`: then it was too long.

    Of an equation it never has: a line that meets the axis nowhere is no answer.
    """
    if hasattr(problem, "image"):
        return np.zeros(p.shape[1:], bool)
    return np.isfinite(problem.value(p)) & np.isfinite(problem.grad(p)).all(0)
