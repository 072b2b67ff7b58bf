"""How each run ended, in words and numbers."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from math import hypot

import streamlit as st

from experiments import Experiment
from experiments.message import printed
from experiments.pacing import knobs_under, schedule_of
from optim_core import Knob, Trace
from surfaces import Surface
from ui.language import N_, _
from ui.numbers import short

GLYPHS = "●■▲◆✖✚★⬟"  # in the order in which the stage gives markers to runs

OUTCOMES = {
    "running": N_("still on its way after step {step}"),
    "converged": N_("converged at step {step}"),
    "diverged": N_("diverged at step {step}"),
    "undefined": N_("left the domain of the function at step {step}"),
}

STYLE = """<style>
.outcomes { overflow-x: auto }
.outcomes table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums }
.outcomes caption { text-align: left; padding: .2rem 0; opacity: .75 }
.outcomes th, .outcomes td { padding: .35rem .7rem; text-align: right; border-bottom: 1px solid rgba(128,128,128,.3) }
.outcomes thead th { font-weight: 600; white-space: nowrap }
.outcomes tbody th { font-weight: 500 }
.outcomes .word { text-align: left; white-space: nowrap }
</style>"""


def outcomes(experiment: Experiment, traces: Sequence[Trace]) -> None:
    """One row per run: how it ended, what it cost, what it reached. A real table, for every reader."""
    if not traces:
        return
    heads = [_("Run"), _("Outcome"), _("Steps"), _("Values"), _("Gradients"), _("Hessians"), _("Final value")]
    heads.append(_("Distance to the nearest known minimum"))
    columns = "".join(f'<th scope="col"{word(i < 2)}>{escape(head)}</th>' for i, head in enumerate(heads))
    rows = "".join(
        html_row(f"{glyph} {title}", row(trace, experiment.problem()))
        for glyph, title, trace in zip(GLYPHS, titles(experiment), traces, strict=False)
    )
    caption = escape(_("How each run ended, and what it asked for"))
    table = f"<table><caption>{caption}</caption><thead><tr>{columns}</tr></thead><tbody>{rows}</tbody></table>"
    st.html(f'{STYLE}<div class="outcomes" tabindex="0">{table}</div>')


def row(trace: Trace, surface: Surface) -> list[str]:
    """The cells of one run, after its name."""
    last = int(trace.last)
    x, y = trace.x[last]
    asked = [f"{int(trace.evaluations[kind][-1])}" for kind in ("value", "gradient", "hessian")]
    distance = min((hypot(x - m.x, y - m.y) for m in surface.minima), default=None)
    ends = [short(float(trace.fx[last])), "–" if distance is None else short(distance)]
    return [_(OUTCOMES[str(trace.status)]).format(step=last), str(last), *asked, *ends]


def html_row(title: str, cells: Sequence[str]) -> str:
    first, *rest = cells
    numbers = "".join(f"<td>{escape(cell)}</td>" for cell in rest)
    return f'<tr><th scope="row"{word()}>{escape(title)}</th><td{word()}>{escape(first)}</td>{numbers}</tr>'


def word(is_one: bool = True) -> str:
    """Words stand left, numbers right."""
    return ' class="word"' if is_one else ""


def titles(experiment: Experiment) -> list[str]:
    """The name of every run; twins are told apart by the knobs in which they differ, else by a number."""
    values = [{"method": entry.method, **experiment.values(i)} for i, entry in enumerate(experiment.entries)]
    full = []
    for own in values:
        twins = [each for each in values if each["method"] == own["method"]]
        differing = [knob for knob in own if any(each.get(knob, own[knob]) != own[knob] for each in twins)]
        kind = experiment.catalogue.methods[own["method"]]
        knobs = knobs_under(kind, schedule_of(own))
        marks = [f"{knob} = {spoken(knobs[knob], own[knob])}" for knob in differing]
        name = _(kind.about.name)
        full.append(f"{name} ({', '.join(marks)})" if marks else name)
    return [t if full.count(t) == 1 else f"{t} {full[: i + 1].count(t)}" for i, t in enumerate(full)]


def spoken(knob: Knob, value: object) -> str:
    """The value of a knob: a number as it is, a choice by its name."""
    names = dict(zip(knob.options, knob.names, strict=True))
    return _(names[str(value)]) if str(value) in names else printed(value)
