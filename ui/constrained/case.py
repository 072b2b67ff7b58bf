"""A case is a problem, a method and a start, as a link says it: `problem=nw_disk&method=sqp(nu=2)&start=1,0`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from experiments import Message
from experiments.document import read_knobs
from experiments.link import parse_call
from experiments.message import Notes, nearest, shown
from optim_core import CONSTRAINED_METHODS, Method, Trace, knobs_of, run
from optim_core.constrained.verdict import lacks
from surfaces import CONSTRAINED, Constrained
from surfaces.formula_error import FormulaError
from surfaces.problem_text import OWN, typed_problem

VIEWS = ("picture", "saddle", "price", "penalty", "methods", "equations")
PARTS = ("problem", "min", "st", "window", "method", "start", "steps", "view", "lang", "embed", "embed_options")
STEPS, FAR, LONG = 400, 1e3, 200
PLAIN_STEPS = ("descent_ascent", "lagrangian_descent", "projected_gradient")  # their step size is the problem's


@dataclass(frozen=True)
class Case:
    """What the page shows. `objective` and `constraints` are the typed lines of the visitor's own problem."""

    problem: str = "circle_linear"
    objective: str = "x + y"
    constraints: tuple[str, ...] = ("x^2 + y^2 = 2",)
    half_width: float = 3.0
    given_method: str = ""  # empty: the usual one for the problem
    knobs: tuple[tuple[str, Any], ...] = ()
    start: tuple[float, float] | None = None
    steps: int = 60
    view: str = "picture"

    def declared(self) -> Constrained:
        """The problem; a `FormulaError` if it is typed and cannot be read."""
        if self.problem == OWN:
            return _typed(self.objective, self.constraints, self.half_width)
        return CONSTRAINED[self.problem]

    @property
    def method(self) -> str:
        """The method in force: Newton where all constraints are equalities, SQP otherwise, unless another is given."""
        if self.given_method:
            return self.given_method
        if self.problem == OWN:
            return "sqp"
        problem = CONSTRAINED[self.problem]
        return "newton_kkt" if problem.n_equalities == problem.n_constraints else "sqp"

    def lacks(self) -> str:
        """What the method in force needs and the problem has not; empty if it can run."""
        return lacks(CONSTRAINED_METHODS[self.method], self.declared())

    def begin(self) -> tuple[float, float]:
        """The start in force: the one given, else the usual one, inside for methods that need it."""
        problem = self.declared()
        needs_inside = "a start strictly inside" in CONSTRAINED_METHODS[self.method].needs
        usual = problem.inside if needs_inside and problem.inside else problem.starts[0]
        return self.start or (float(usual[0]), float(usual[1]))

    def rule(self, key: str = "") -> Method:
        """The method with its knobs, or another one with its defaults; plain steps as long as the problem bears."""
        key, own = key or self.method, dict(self.knobs) if key in ("", self.method) else {}
        usual = {"lr": usual_rate(key, self.declared())} if takes_rate(key) else {}
        return CONSTRAINED_METHODS[key](**(usual | own))

    def run(self, key: str = "", steps: int = 0) -> Trace:
        """The run of this case, or of another method from the same start."""
        return run(self.rule(key), self.declared(), self.begin(), steps or self.steps)

    def with_problem(self, key: str) -> Case:
        return replace(self, problem=key, start=None, given_method="", knobs=())

    def with_method(self, key: str) -> Case:
        return replace(self, given_method=key, knobs=(), start=None)

    def to_query(self) -> dict[str, str | list[str]]:
        """The parts of the link that differ from the usual case."""
        usual = Case()
        parts: dict[str, str | list[str]] = {}
        if self.problem != usual.problem:
            parts["problem"] = self.problem
        if self.problem == OWN:
            parts |= {"min": self.objective, "st": list(self.constraints), "window": f"{self.half_width:g}"}
        if self.given_method:
            inside = ",".join(f"{name}={value}" for name, value in self.knobs)
            parts["method"] = self.method + (f"({inside})" if inside else "")
        if self.start:
            parts["start"] = ",".join(f"{v:.10g}" for v in self.start)
        return parts | {n: str(getattr(self, n)) for n in ("steps", "view") if getattr(self, n) != getattr(usual, n)}


def takes_rate(key: str) -> bool:
    return key in PLAIN_STEPS


def usual_rate(key: str, problem: Constrained) -> float:
    """The step size of a plain method: its default, or less if the problem bears no more."""
    knob = knobs_of(CONSTRAINED_METHODS[key])["lr"]
    return (
        min(problem.rate, knob.high or problem.rate) if key == "projected_gradient" else min(problem.rate, knob.default)
    )


@lru_cache(maxsize=32)
def _typed(objective: str, constraints: tuple[str, ...], half_width: float) -> Constrained:
    return typed_problem(objective, constraints, half_width)


def from_query(query: Mapping[str, list[str]]) -> tuple[Case, Notes]:
    """The case a link spells out, and a message for each part that cannot be used."""
    notes: Notes = []
    case = Case()
    for name in query:
        if name not in PARTS:
            said = {"name": shown(name), "nearest": nearest(name, PARTS)}
            notes.append(Message("{name} means nothing in a link; the nearest name is {nearest}. It is ignored.", said))
    first = {name: values[0][:LONG] for name, values in query.items() if values}
    case = _problem(case, first, query, notes)
    case = _method(case, first, notes)
    if "start" in first:
        numbers = [_number(text, "start", notes) for text in first["start"].split(",")]
        if len(numbers) == 2 and None not in numbers:
            case = replace(case, start=(numbers[0], numbers[1]))  # type: ignore[arg-type]
    if "steps" in first and (steps := _number(first["steps"], "steps", notes)) is not None:
        case = replace(case, steps=int(min(max(steps, 1), STEPS)))
    if first.get("view") in VIEWS:
        case = replace(case, view=first["view"])
    elif "view" in first:
        _no_such("view", first["view"], VIEWS, case.view, notes)
    return case, notes


def _problem(case: Case, first: Mapping[str, str], query: Mapping[str, list[str]], notes: Notes) -> Case:
    key = first.get("problem", case.problem)
    if key == OWN:
        lines = tuple(line[:LONG] for line in query.get("st", case.constraints))
        width = _number(first.get("window", ""), "window", notes) if "window" in first else case.half_width
        own = replace(case, problem=OWN, objective=first.get("min", case.objective), constraints=lines)
        return replace(own, half_width=min(max(width or case.half_width, 0.1), FAR))
    if key not in CONSTRAINED:
        _no_such("problem", key, (*CONSTRAINED, OWN), case.problem, notes)
        return case
    return replace(case, problem=key)


def _method(case: Case, first: Mapping[str, str], notes: Notes) -> Case:
    if "method" not in first:
        return case
    call = parse_call(first["method"], "method", notes)
    key = call["method"]
    if key not in CONSTRAINED_METHODS:
        _no_such("method", key, CONSTRAINED_METHODS, case.method, notes)
        return case
    values = read_knobs(key, call["values"], knobs_of(CONSTRAINED_METHODS[key]), notes)
    return replace(case, given_method=key, knobs=tuple(values.items()))


def _no_such(part: str, given: str, known: Any, used: str, notes: Notes) -> None:
    said = {"part": part, "given": shown(given), "nearest": nearest(given, known), "used": used}
    notes.append(Message("There is no {part} {given}; the nearest name is {nearest}. {used} is shown instead.", said))


def _number(text: str, part: str, notes: Notes) -> float | None:
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    if abs(value) <= FAR:
        return value
    said = {"part": part, "given": shown(text)}
    notes.append(Message("{part} must be a finite number, not {given}; its default is used.", said))
    return None


def readable(case: Case) -> FormulaError | None:
    """What is wrong with a typed problem, if anything is."""
    try:
        case.declared()
    except FormulaError as fault:
        return fault
    return None


def usable_methods(problem: Constrained) -> list[str]:
    """The methods that can run on this problem."""
    return [key for key, kind in CONSTRAINED_METHODS.items() if not lacks(kind, problem)]
