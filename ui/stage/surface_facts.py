"""A surface, or a problem with constraints, as the browser needs to know it."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from experiments.solutions import solutions
from surfaces import Constrained, RootProblem, Surface
from surfaces.problem import NO_MULTIPLIER
from tracing import javascript
from tracing.program import trace_problem
from ui.stage.knob_facts import knob_facts

Problem = Surface | Constrained | RootProblem
KINDS = {"minima": ("global", "local", NO_MULTIPLIER), "saddles": ("stationary",), "maxima": ("max",)}


def surface_facts(surface: Problem, translate: Callable[[str], str]) -> dict[str, Any]:
    """Its part of the header."""
    return {
        "key": surface.key,
        "name": translate(surface.name),
        "latex": surface.latex,
        "text": surface.text,  # of a formula that somebody typed: it comes back with every edit
        "domain": [list(side) for side in surface.domain],
        "colour": surface.colour,
        **{kind: [[p.x, p.y, p.f] for p in points_of(surface, kind)] for kind in KINDS},
        "lowest": lowest_of(surface),
        "starts": [list(start) for start in surface.starts],
        "knobs": [knob_facts(knob, translate) for knob in surface.knobs.values()],
        "values": dict(surface.values),
        "defaults": {name: float(knob.default) for name, knob in surface.knobs.items()},
        "program": print_surface(surface),
        **(constrained_facts(surface) if isinstance(surface, Constrained) else {}),
        **(
            {"unknown": surface.unknown} if isinstance(surface, RootProblem) else {}
        ),  # of an equation: "x", or complex "z"
    }


def points_of(surface: Problem, kind: str) -> list[Any]:
    """Minima, saddles or maxima; of a problem with constraints the points that meet the conditions."""
    if isinstance(surface, Constrained):
        return [p for p in solutions(surface) if p.kind in KINDS[kind]]
    return list(getattr(surface, kind))


def lowest_of(surface: Problem) -> float | None:
    """The best value known."""
    if isinstance(surface, Constrained):
        return min((p.f for p in points_of(surface, "minima") if p.kind != "local"), default=None)
    return surface.lowest


def constrained_facts(problem: Constrained) -> dict[str, Any]:
    """What the browser cannot find out by itself: how many equalities, what is inside, the answers."""
    asked = problem.questions
    return {
        "constraints": {"count": asked.constraints, "equalities": asked.equalities},
        "inside": problem.inside,
        "solutions": [{"x": p.x, "y": p.y, "kind": p.kind, "multipliers": p.multipliers} for p in solutions(problem)],
    }


def print_surface(surface: Problem) -> str:
    """The surface as JavaScript: its knobs are arguments, so that one text serves all their values."""
    return print_questions(surface.questions)


@lru_cache(maxsize=256)  # people type formulas
def print_questions(questions: Any) -> str:
    """Everything that a problem can be asked, as JavaScript."""
    return javascript.problem(trace_problem(questions))
