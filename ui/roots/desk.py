"""The widgets above the stage: which equation, which methods, what to try; below it, where each run has led."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import parse_qsl

import streamlit as st

from experiments import END, RootExperiment, limits
from optim_core import Trace
from surfaces import ROOTS
from ui import controls, tables
from ui.bench import Bench
from ui.language import N_, _
from ui.menu import PAGES
from ui.numbers import short
from ui.roots.presets import CASES, HOME, Case

PAGE = "root_finding"
ENDS = {
    "converged": N_("arrives at {unknown} = {x} after {steps} steps"),
    "diverged": N_("is farther away than any number matters after {steps} steps: it diverges"),
    "undefined": N_("stands at {unknown} = {x} after {steps} steps, where no line leads on to the axis"),
    "running": N_("has not arrived after {steps} steps and stands at {unknown} = {x}"),
}


def header(bench: Bench) -> None:
    """One row above the stage, then the cases as links."""
    experiment = bench.experiment()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        equation_picker(bench, experiment.surface)
        controls.method_picker(bench, experiment)
        controls.number(
            bench, "steps", _("Steps"), experiment.steps, 1, limits.STEPS, lambda e, n: e.with_steps(n)
        )  # fmt: skip
    with st.container(horizontal=True, vertical_alignment="center", key="further"):
        st.caption(_("What to try"), width="content")
        for case in CASES.values():
            icon = ":material/check_circle:" if same(case.experiment, experiment) else ":material/lightbulb:"
            link(_(case.title), case.experiment, icon)


def equation_picker(bench: Bench, chosen: str) -> None:
    """All equations, real ones first."""
    key = controls.widget_key(bench, "equation")
    st.session_state[key] = chosen
    names = {each: f"{_(problem.name)} · {problem.unknown}" for each, problem in ROOTS.items()}
    st.selectbox(
        _("Equation"), sorted(names, key=lambda each: ROOTS[each].is_complex), format_func=names.__getitem__, key=key,
        on_change=lambda: bench.change(lambda e: e.with_surface(st.session_state[key])),
    )  # fmt: skip


def link(title: str, experiment: RootExperiment, icon: str) -> None:
    """A real link to the page with this experiment: it can be followed, copied and sent."""
    said = [("lang", code) for code in st.query_params.get_all("lang")]
    page = st.Page(PAGES / "methods" / f"{PAGE}.py", url_path=PAGE)
    st.page_link(page, label=title, icon=icon, query_params=parse_qsl(experiment.to_query(HOME)) + said)


def statement(experiment: RootExperiment) -> None:
    """The equation as a book would print it, and what to look for."""
    problem = experiment.problem()
    st.latex(problem.latex)
    case = case_of(experiment)
    st.caption(_(case.look_for if case else problem.teaches))


def case_of(experiment: RootExperiment) -> Case | None:
    """The case that is on the stage, whichever step of it."""
    return next((case for case in CASES.values() if same(case.experiment, experiment)), None)


def same(a: RootExperiment, b: RootExperiment) -> bool:
    """Whether the runs are the same, whichever step is on show."""
    return replace(a, at=END) == replace(b, at=END)


def endings(experiment: RootExperiment, traces: Sequence[Trace]) -> None:
    """Where the lines of each run lead, in a sentence."""
    said = zip(tables.GLYPHS, tables.titles(experiment), traces, strict=False)
    st.markdown("  \n".join(f"{glyph} {title} {ending(experiment, trace)}" for glyph, title, trace in said))


def ending(experiment: RootExperiment, trace: Trace) -> str:
    """How one run ended; the numbers are the run's."""
    last = int(trace.last)
    said = {"unknown": experiment.problem().unknown, "x": number(*map(float, trace.x[last])), "steps": last}
    return _(ENDS[str(trace.status)]).format(**said)


def number(a: float, b: float) -> str:
    """A complex number as a person writes it."""
    if b == 0:
        return short(a, 6)
    return f"{short(a, 6)} {'−' if b < 0 else '+'} {short(abs(b), 6)}i"
