"""A problem with constraints that somebody types is one text: what is minimised, then what must hold."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from experiments import limits
from experiments.message import shown
from experiments.typed import Door, Fault, Window
from surfaces import Constrained

OWN = "own"  # stands for the key of a problem that was typed
BREAK = ";"  # x+y;x^2+y^2=2


def joined(objective: str, constraints: Sequence[str]) -> str:
    """One text for the whole problem."""
    return BREAK.join([objective, *filter(str.strip, constraints)])


def parted(text: str) -> tuple[str, list[str]]:
    """What is minimised, and the constraints."""
    objective, *constraints = text.split(BREAK)
    return objective, constraints


@lru_cache(maxsize=64)
def typed_own(text: str, window: Window, values: tuple[tuple[str, float], ...] = ()) -> Constrained:
    """The problem of a sound text on a window, with its constraints at these levels."""
    from surfaces.problem_text import typed_problem  # only who types a problem waits for its parser

    objective, constraints = parted(text)
    return typed_problem(objective, constraints, window).changed(text=text)(**dict(values))


def fault_of(text: str) -> Fault | None:
    """What is wrong with a typed problem, with the character it is about; nothing if it can be used."""
    return _fault_of(text) if len(text) <= limits.LINK else _fault_of.__wrapped__(text)


@lru_cache(maxsize=64)
def _fault_of(text: str) -> Fault | None:
    from surfaces.formula_error import FormulaError
    from surfaces.problem_text import how_many, read_constraint, read_objective

    objective, constraints = parted(text)
    begins = 0  # of the line that is being read
    try:
        read_objective(objective)
        begins = len(objective) + len(BREAK)
        how_many(constraints)
        for line in constraints:
            if line.strip():
                read_constraint(line)
            begins += len(line) + len(BREAK)
    except FormulaError as error:
        values = {name: str(v) if name == "known" else shown(v) for name, v in error.values.items()}
        return Fault(error.template, values, text, begins + error.position)
    return None


OWN_PROBLEMS = Door(OWN, typed_own, fault_of)
