"""Your own problem: what is minimised and its constraints, each a typed line that only the formula parser sees."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from sympy import Expr, latex, nsimplify

from surfaces.formula import parse
from surfaces.formula_error import FormulaError
from surfaces.problem import Constrained
from surfaces.surface import quiet

OWN = "own"
MOST = 4  # constraints


def typed_problem(objective: str, constraints: Sequence[str], half_width: float = 3.0) -> Constrained:
    """min `objective` such that all `constraints` hold, each like "x^2 + y^2 = 2" or "x + y <= 1".

    Raises `FormulaError`; its message names the line.
    """
    f = _expression(objective)
    equalities: list[Expr] = []
    inequalities: list[Expr] = []
    lines = [line for line in constraints if line.strip()]
    if not 0 < len(lines) <= MOST:
        raise FormulaError("Give one to {limit} constraints, one per line.", {"limit": str(MOST)}, 0)
    for line in lines:
        g, equal = _constraint(line)
        (equalities if equal else inequalities).append(g)
    signs = [*(f"{latex(h)} = 0" for h in equalities), *(rf"{latex(g)} \le 0" for g in inequalities)]
    problem = Constrained(
        name="Your own problem",
        objective=f,
        equalities=tuple(equalities),
        inequalities=tuple(inequalities),
        latex=rf"\min {latex(f)}\quad\text{{s.t.}}\quad " + r",\ ".join(signs),
        domain=((-half_width, half_width), (-half_width, half_width)),
        starts=((round(half_width / 3, 3), round(half_width / 6, 3)),),
        key=OWN,
    )
    return problem.changed(rate=_rate(problem), inside=_inside(problem))


def _expression(text: str) -> Expr:
    expression, names, _printed = parse(text)
    if names:
        raise FormulaError("{name} is not known here; only x, y and numbers are.", {"name": names[0]}, 0)
    return nsimplify(expression, rational=True) if expression.is_polynomial() else expression


def _constraint(line: str) -> tuple[Expr, bool]:
    """The left side minus the right side, and whether it is an equality; ≥ is turned around."""
    for sign, flip, equal in (("<=", 1, False), ("≤", 1, False), (">=", -1, False), ("≥", -1, False), ("=", 1, True)):
        left, found, right = line.partition(sign)
        if found:
            if not left.strip() or not right.strip():
                break
            return flip * _expression(f"({left.strip()})-({right.strip()})"), equal
    raise FormulaError(
        "A constraint looks like {example}; this is {line}.", {"example": "x^2+y^2 <= 2", "line": line}, 0
    )


@quiet
def _inside(problem: Constrained) -> tuple[float, float] | None:
    """The grid point deepest inside all inequalities, if any lies inside."""
    if problem.n_constraints == problem.n_equalities:
        return None
    axes = [np.linspace(low, high, 41) for low, high in problem.domain]
    grid = np.array(np.meshgrid(*axes)).reshape(2, -1)
    depth = -problem.constraints(grid)[problem.n_equalities :].max(0)
    depth = np.where(np.isfinite(depth), depth, -np.inf)
    best = depth.argmax()
    return (float(grid[0, best]), float(grid[1, best])) if depth[best] > 0 else None


@quiet
def _rate(problem: Constrained) -> float:
    """A step size of about one over the largest curvature at the start, one digit long."""
    size = np.abs(problem.hess(np.array(problem.starts[0]))).max()
    return float(f"{min(0.1, 1 / size):.0e}") if np.isfinite(size) and size > 0 else 0.1
