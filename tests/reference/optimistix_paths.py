"""Accepted iterates of optimistix's solvers, taken out one step at a time."""

import equinox
import jax
import jax.numpy as jnp
import numpy as np

jax.config.update("jax_enable_x64", True)

FUNCTIONS = {
    "rosenbrock": lambda p: (1 - p[0]) ** 2 + 100 * (p[1] - p[0] ** 2) ** 2,
    "himmelblau": lambda p: (p[0] ** 2 + p[1] - 11) ** 2 + (p[0] + p[1] ** 2 - 7) ** 2,
    "beale": lambda p: (
        (1.5 - p[0] + p[0] * p[1]) ** 2 + (2.25 - p[0] + p[0] * p[1] ** 2) ** 2 + (2.625 - p[0] + p[0] * p[1] ** 3) ** 2
    ),
}


def accepted(solver, function, start, steps):
    """The start and the points that were accepted after it, at most `steps`; `function` is what is minimised or solved.

    A rejected trial leaves the point where it is; so does the solver once it has converged.
    """

    def with_aux(y, _):
        return function(y), None

    y = jnp.array(start, float)
    shape = jax.eval_shape(lambda: with_aux(y, None)[0])
    state = solver.init(with_aux, y, None, {}, shape, None, frozenset())
    step = equinox.filter_jit(lambda y, state: solver.step(with_aux, y, None, {}, state, frozenset())[:2])
    found, patience = [np.array(y)], 60
    while len(found) <= steps and patience:
        y, state = step(y, state)
        moved = not np.array_equal(y, found[-1])
        patience = 60 if moved else patience - 1
        found += [np.array(y)] * moved
    return np.array(found)
