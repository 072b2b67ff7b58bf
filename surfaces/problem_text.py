"""Your own problem: what is minimised and its constraints, each a typed line that only the formula parser sees."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from sympy import Expr, latex, nsimplify

from surfaces.formula import parse
from surfaces.formula_error import SAYS, FormulaError
from surfaces.problem import Constrained
from surfaces.structure import quiet

Window = tuple[tuple[float, float], tuple[float, float]]

OWN = "own"
MOST = 4  # constraints


def typed_problem(objective: str, constraints: Sequence[str], window: Window | float = 3.0) -> Constrained:
    """min `objective` such that all `constraints` hold, each like "x^2 + y^2 = 2" or "x + y <= 1".

    The window is ((left, right), (bottom, top)), or one number for a square about the origin. Raises `FormulaError`.
    """
    f = read_objective(objective)
    read = [read_constraint(line) for line in how_many(constraints)]
    equalities, inequalities = (tuple(g for g, equal in read if equal is wanted) for wanted in (True, False))
    signs = [*(f"{latex(h)} = 0" for h in equalities), *(rf"{latex(g)} \le 0" for g in inequalities)]
    domain = ((-window, window), (-window, window)) if isinstance(window, float | int) else window
    (a, b), (c, d) = domain
    problem = Constrained(
        name="Your own problem",
        objective=f,
        equalities=equalities,
        inequalities=inequalities,
        latex=rf"\min {latex(f)}\quad\text{{s.t.}}\quad " + r",\ ".join(signs),
        domain=domain,
        starts=((round(a + 2 / 3 * (b - a), 3), round(c + 7 / 12 * (d - c), 3)),),
        key=OWN,
    )
    return problem.changed(rate=_rate(problem), inside=_inside(problem))


def how_many(constraints: Sequence[str]) -> list[str]:
    """The lines that say something, if there is at least one and not too many."""
    lines = [line for line in constraints if line.strip()]
    if not 0 < len(lines) <= MOST:
        raise FormulaError("Give one to {limit} constraints, one per line.", {"limit": str(MOST)}, 0)
    return lines


def read_objective(text: str) -> Expr:
    """What is minimised; a polynomial with exact numbers."""
    expression, names, _printed = parse(text)
    if names:
        raise FormulaError("{name} is not known here; only x, y and numbers are.", {"name": names[0]}, 0)
    return nsimplify(expression, rational=True) if expression.is_polynomial() else expression


FLIPS = {"<=": 1, "=<": 1, "≤": 1, ">=": -1, "=>": -1, "≥": -1, "=": 1, "==": 1}  # ≥ is turned around
COMPARISON = re.compile("[<>=!≤≥]+")


def read_constraint(line: str) -> tuple[Expr, bool]:
    """The left side minus the right side, and whether it is an equality; ≥ is turned around."""
    found = [match for match in COMPARISON.finditer(line) if _depth(line[: match.start()]) == 0]
    if len(found) > 1:
        raise FormulaError("One comparison per line, please: this is a second one.", {}, found[1].start())
    sign = found[0].group() if found else ""
    left, right = (line[: found[0].start()], line[found[0].end() :]) if found else (line, "")
    if sign not in FLIPS or not left.strip() or not right.strip():
        raise FormulaError(
            "A constraint looks like {example}; this is {line}.", {"example": "x^2+y^2 <= 2", "line": line}, 0
        )
    try:
        return FLIPS[sign] * read_objective(f"({left})-({right})"), sign in ("=", "==")
    except FormulaError as fault:  # its place is counted in the line as it was typed
        if fault.template == SAYS["constant"]:
            raise FormulaError(
                "x and y are not in this constraint, or cancel out: it holds everywhere or nowhere.", {}, 0
            ) from None
        at = fault.position - 1 if fault.position <= len(left) else fault.position - 4 + len(sign)
        raise FormulaError(fault.template, fault.values, min(max(at, 0), len(line) - 1)) from None


def _depth(text: str) -> int:
    """How many parentheses are open at its end."""
    return text.count("(") - text.count(")")


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
