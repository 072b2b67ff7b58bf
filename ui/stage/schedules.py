"""Schedules on the stage: small programs beside those of the methods, so that any run can follow any of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

from experiments.pacing import CONSTANT, KNOB, SCHEDULE, usual_plan
from optim_core import knobs_of
from optim_core.schedules import SCHEDULES, Schedule
from optim_core.schedules.alone import alone
from tracing import javascript
from tracing.program import trace_method
from ui.stage.knob_facts import knob_facts
from ui.stage.why import programs_about

Translate = Callable[[str], str]


def schedules(
    runs: Sequence[Mapping[str, Any]], steps: int, translate: Translate, explained: bool, offline: bool
) -> dict[str, Any]:
    """The knob that chooses a schedule, and what the browser needs of each but the constant one.

    If they are to be `explained`, formulas and words come along: of those that a run follows; where nobody can be asked
    for more, of all.
    """
    used = {run["values"].get(SCHEDULE) for run in runs} - {None}
    if not used:
        return {}
    plans = {key: plan_facts(plan, steps, translate) for key, plan in SCHEDULES.items() if key != CONSTANT}
    told = plans.keys() if offline else used & plans.keys()
    for key in told if explained else ():
        plans[key]["about"] = plan_about(SCHEDULES[key], translate)
    return {"knob": knob_facts(KNOB, translate), "plans": plans}


def plan_facts(plan: type[Schedule], steps: int, translate: Translate) -> dict[str, Any]:
    """Knobs with their usual values for so many steps, what it sets by itself, and the program."""
    return {
        "name": translate(plan.card.name),
        "knobs": [knob_facts(knob, translate) for knob in knobs_of(plan).values()],
        "defaults": usual_plan(plan, steps),
        "decides": plan.decides,
        "program": print_plan(plan),
    }


@cache
def print_plan(plan: type[Schedule]) -> str:
    """The schedule as JavaScript: a method that stands still, whose steps note the knobs as the schedule sets them."""
    return javascript.method(trace_method(alone(plan)))


def plan_about(plan: type[Schedule], translate: Translate) -> dict[str, Any]:
    """The rows of the inspector in which the step size comes about. What is local to them is called "plan"."""
    about = programs_about(alone(plan), (), translate) or {"rows": [], "symbols": {}, "numbers": ""}
    rows = [_told(row, plan, translate) for row in about["rows"] if row["field"][0] != "next"]
    symbols = {_apart(field): symbol for field, symbol in about["symbols"].items() if not field.endswith(" x")}
    return {"rows": rows, "symbols": symbols, "numbers": about["numbers"]}


def _told(row: Mapping[str, Any], plan: type[Schedule], translate: Translate) -> dict[str, Any]:
    part, name = row["field"]
    says = translate(plan.card.says) if row["field"] == ["info", "lr"] else row["says"].replace("{local.", "{plan.")
    line = {"line": row["line"].replace("local.", "plan.")} if "line" in row else {}
    formula = row["formula"].replace('data-field="local ', 'data-field="plan ')
    return {**row, "field": [_apart(part), name], "formula": formula, "says": says, **line}


def _apart(field: str) -> str:
    """The method may call something local by the same name."""
    return field.replace("local", "plan", 1) if field.startswith("local") else field
