"""An experiment and its traces as bytes: a JSON header, then the numbers it points to."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np

from experiments import Experiment
from experiments.defaults import defaults
from optim_core import Method, Trace, knobs_of
from optim_core.oracle import KINDS
from surfaces import Constrained, RootProblem, Surface
from tracing import javascript
from tracing.program import PLAIN, Structure, structure_of, trace_method, trace_rules
from tracing.setting import Setting, setting_of
from tracing.symbols import Untraceable
from ui.stage.knob_facts import knob_facts
from ui.stage.roles import roles_in
from ui.stage.schedules import schedules
from ui.stage.surface_facts import lowest_of, surface_facts
from ui.stage.why import programs_about

Translate = Callable[[str], str]

COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#7A7A7A", "#F0E442")  # Okabe & Ito
DASHES = ((), (10, 5), (3, 4), (12, 4, 3, 4), (6, 3), (14, 4, 3, 4, 3, 4), (2, 3), (18, 6))
PANELS = ("map", "surface", "curve", "inspector")
CONSTRAINED_PANELS = ("map", "multipliers", "curve", "inspector")
REAL_PANELS = ("tangents", "curve", "inspector")
COMPLEX_PANELS = ("map", "curve", "inspector")
MARKERS = ("circle", "square", "triangle", "diamond", "cross", "plus", "star", "pentagon")


def build_payload(
    experiment: Experiment,
    traces: Sequence[Trace],
    translate: Translate = str,
    text: Mapping[str, str] | None = None,
    dev: bool = False,
    editable: bool = True,
    panels: Sequence[str] | None = None,
    view: str = "",
    explained: bool | None = None,
    offline: bool = False,
    **more: Any,
) -> bytes:
    """What the stage needs to show these runs and to run them again by itself. Equal input gives equal bytes.

    `panels` are all that say something about the surface, unless fewer are asked for. `view` is what is open where the
    curve is: "convergence", "search" (along the line), "curvature" or, between constraints, "conditions".
    `explained` says whether the formulas of the methods go along: usually where there is an inspector to show them.
    `offline` brings along what would else come with a later answer.
    `more` goes into the header as it is: `link` names the clock that several stages share, `letter` this stage among
    them, `bond` the stages whose views and starts move together, `budget` what a tick of the clock stands for,
    `without` places that are left out, `address` what the address bar should say after a link within the page was
    followed.

    With `dev` the iterates are sent in full precision, so that the browser can compare its own with them.
    """
    surface = experiment.problem()
    constrained = isinstance(surface, Constrained)
    panels = usual_panels(surface) if panels is None else panels
    explained = "inspector" in panels if explained is None else explained
    blob = Blob()
    programs: dict[str, str] = {}
    runs = [_run(experiment, i, trace, blob, programs, translate, dev) for i, trace in enumerate(traces)]
    header = {
        "query": experiment.to_query(),
        "surface": surface_facts(surface, translate),
        "start": list(experiment.start),
        "steps": experiment.steps,
        "seed": experiment.seed,
        "at": experiment.at,
        "runs": runs,
        "programs": programs,
        "programs_about": _abouts(experiment, runs, translate) if explained else {},
        "schedules": schedules(runs, experiment.steps, translate, explained, offline),
        "rules": print_rules(),
        "looks": [look(i) for i in range(len(COLOURS))],
        "text": dict(text or {}),
        "dev": dev,
        "editable": editable,
        "panels": list(panels),
        "view": view or ("conditions" if constrained else "convergence"),
        **more,
    }
    return blob.under(header)


def usual_panels(problem: Surface | Constrained | RootProblem) -> tuple[str, ...]:
    """All that say something about this problem."""
    if isinstance(problem, RootProblem):
        return COMPLEX_PANELS if problem.is_complex else REAL_PANELS
    return CONSTRAINED_PANELS if isinstance(problem, Constrained) else PANELS


def _abouts(experiment: Experiment, runs: Sequence[Mapping[str, Any]], translate: Translate) -> dict[str, Any]:
    """For the inspector: each program in formulas and words, also where only Python can run it."""
    problem = experiment.problem()
    methods = {run["program"]: experiment.unscheduled(i) for i, run in enumerate(runs)}
    abouts = {
        name: programs_about(type(method), structure_of(method), translate, setting_of(type(method), problem))
        for name, method in methods.items()
    }
    return {name: about for name, about in abouts.items() if about}


class Blob:
    """Numbers one after the other, each array found again by its offset, length, type and what to add to it.

    Types: "f64", "f32", "u32", and "d8" for a count sent as its increments, one byte each.
    """

    def __init__(self) -> None:
        self._parts: list[bytes] = []
        self._length = 0

    def add(self, numbers: Any, kind: str, plus: float = 0) -> list[Any]:
        """Append an array; returns where it is."""
        with np.errstate(over="ignore"):  # in single precision a run that has run away is at infinity
            data = np.ascontiguousarray(numbers, {"f64": "<f8", "f32": "<f4", "u32": "<u4", "d8": "u1"}[kind])
        here = self._length
        self._parts.append(data.tobytes() + b"\0" * (-data.nbytes % 8))
        self._length += len(self._parts[-1])
        return [here, int(data.size), kind, plus]

    def add_counts(self, counts: Any) -> list[Any]:
        """Append a count that grows: its increments if they fit into a byte, else the count itself."""
        growth = np.diff(counts, prepend=0)
        return self.add(growth, "d8") if growth.max(initial=0) < 256 else self.add(counts, "u32")

    def add_values(self, values: Any, base: float, exact: bool) -> list[Any]:
        """Append values of f: in single precision only their height above `base`, where all the detail is."""
        return self.add(values, "f64") if exact else self.add(values - base, "f32", base)

    def under(self, header: dict[str, Any]) -> bytes:
        """The whole message; NaN and infinity become null in the header, which is JSON."""
        text = json.dumps(_plain(header), ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
        text += b" " * (-(4 + len(text)) % 8)
        return len(text).to_bytes(4, "little") + text + b"".join(self._parts)


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(v) for key, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(v) for v in value]
    if isinstance(value, float) and not np.isfinite(value):
        return None
    return value.item() if isinstance(value, np.generic) else value


def _run(
    experiment: Experiment, i: int, trace: Trace, blob: Blob, programs: dict[str, str], translate: Translate, dev: bool
) -> dict[str, Any]:
    entry, method = experiment.entries[i], experiment.unscheduled(i)
    usual = defaults(entry.method, experiment.problem())
    structure, setting = structure_of(method), setting_of(type(method), experiment.problem())
    program = name_of(type(method), structure, setting)
    printed = print_method(type(method), structure, setting)
    if printed:
        programs[program] = printed
    return {
        "id": f"r{i + 1}",
        "method": entry.method,
        "title": translate(method.about.name),
        "family": method.about.family,
        **look(i),
        "knobs": [knob_facts(knob, translate, usual[name]) for name, knob in knobs_of(method).items()],
        "values": experiment.values(i),
        "defaults": usual,
        "hidden": entry.hidden,
        "live": bool(printed),
        "program": program,
        "roles": roles_in(type(method), structure, setting),
        "record": _record(trace, blob, lowest_of(experiment.problem()) or 0.0, dev),
    }


def look(i: int) -> dict[str, Any]:
    """How run i is told from the others, three times over: by colour, by dash and by marker."""
    return {"colour": COLOURS[i % len(COLOURS)], "dash": DASHES[i % len(DASHES)], "marker": MARKERS[i % len(MARKERS)]}


def _record(trace: Trace, blob: Blob, lowest: float, exact: bool) -> dict[str, Any]:
    """The run up to its last step: what follows only repeats it."""
    last = int(trace.last)
    end = min(last + 2, len(trace.x))  # one more, because a step that was taken back has asked questions too
    return {
        "x": blob.add(trace.x[:end], "f64" if exact else "f32"),
        "fx": blob.add_values(trace.fx[:end], lowest, exact),
        **{kind: blob.add_counts(trace.evaluations[kind][:end]) for kind in KINDS},
        "last": last,
        "status": str(trace.status),
    }


def name_of(kind: type[Method], structure: Structure, setting: Setting) -> str:
    """A name for the program of a method, different for different programs: "adam(False)", "sqp()1,0,2"."""
    lengths = ",".join(map(str, setting)) if any(setting) else ""
    return f"{kind.key}({','.join(str(value) for _, value in structure)}){lengths}"


@cache
def print_method(kind: type[Method], structure: Structure, setting: Setting = PLAIN) -> str | None:
    """The method as JavaScript, printed once per server; None if it cannot be written down."""
    try:
        return javascript.method(trace_method(kind, structure, setting))
    except Untraceable:
        return None


@cache
def print_rules() -> str:
    """The rules that end a run, as JavaScript."""
    return javascript.functions(dict(trace_rules()))
