"""The door to a problem with constraints: it answers for them too, and counts by order of derivative."""

from __future__ import annotations

from typing import Any, Protocol

from optim_core.method import Array
from optim_core.oracle import Oracle, Problem


class ConstrainedProblem(Problem, Protocol):
    """min f such that the first `n_equalities` constraints are zero and the others are not positive."""

    n_equalities: int
    region: Any  # with project(p) and extreme(d), or None

    def constraints(self, p: Array) -> Array:
        """All constraints, equalities first, `(k, *runs)`."""

    def jacobian(self, p: Array) -> Array:
        """Their gradients as rows, `(k, n, *runs)`."""

    def curvatures(self, p: Array) -> Array:
        """Their Hessians, `(k, n, n, *runs)`."""


class ConstrainedOracle(Oracle):
    """Constraints count as a value, their Jacobian as a gradient, their Hessians as a Hessian; projections are free."""

    problem: ConstrainedProblem

    @property
    def n_equalities(self) -> int:
        return self.problem.n_equalities

    def constraints(self, x: Array, where: Array | None = None) -> Array:
        """All constraints at x, `(k, *runs)`."""
        return self._ask("constraints", self.problem.constraints, x, where)

    def jacobian(self, x: Array, where: Array | None = None) -> Array:
        """Their gradients as rows, `(k, n, *runs)`."""
        return self._ask("jacobian", self.problem.jacobian, x, where)

    def curvatures(self, x: Array) -> Array:
        """Their Hessians, `(k, n, n, *runs)`."""
        return self._ask("curvatures", self.problem.curvatures, x, None)

    def project(self, x: Array) -> Array:
        """The nearest point of the feasible set."""
        return self._ask("project", self.problem.region.project, x, None)

    def extreme(self, d: Array) -> Array:
        """The point of the feasible set that is furthest against d."""
        return self._ask("extreme", self.problem.region.extreme, d, None)


def oracle_for(problem: Any, runs: tuple[int, ...], seed: int) -> Oracle:
    """The oracle this problem needs."""
    kind = ConstrainedOracle if hasattr(problem, "constraints") else Oracle
    return kind(problem, runs, seed)
