"""How each run ended, in words a student can use, with the point, its multipliers and what it cost."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from experiments import Experiment
from experiments import solutions as problems
from optim_core import Trace
from optim_core.constrained.kkt import has_many_multipliers
from optim_core.constrained.verdict import SOLVED, verdict
from surfaces import Constrained
from surfaces.problem import NO_MULTIPLIER
from ui import tables
from ui.constrained import words
from ui.language import _

WRAP = "<style>.outcomes td.said { text-align: left; min-width: 18rem }</style>"


def table(experiment: Experiment, traces: Sequence[Trace]) -> None:
    """One row per run. A real table, for every reader."""
    if not traces:
        return
    heads = [_("Run"), _("Outcome"), "x, y", _("multipliers"), _("Steps"), _("Values"), _("Gradients"), _("Hessians")]
    columns = "".join(f'<th scope="col"{tables.word(i < 2)}>{escape(head)}</th>' for i, head in enumerate(heads))
    named = zip(tables.GLYPHS, tables.titles(experiment), traces, strict=False)
    rows = "".join(row(f"{glyph} {title}", trace) for glyph, title, trace in named)
    caption = escape(_("How each run ended, and what it asked for"))
    body = f"<table><caption>{caption}</caption><thead><tr>{columns}</tr></thead><tbody>{rows}</tbody></table>"
    st.html(f'{tables.STYLE}{WRAP}<div class="outcomes" tabindex="0">{body}</div>')


def outlook(problem: Constrained) -> None:
    """What is wrong with the problem itself, where no minimum is known."""
    if any(p.kind in ("global", "local", NO_MULTIPLIER) for p in problems.solutions(problem)):
        return
    if found := problems.outlook(problem):
        st.warning(_(words.OUTLOOKS[found]), icon=":material/warning:")


def row(title: str, trace: Trace) -> str:
    """The cells of one run."""
    told = verdict(trace)
    asked = [f"{int(trace.evaluations[kind][-1])}" for kind in ("value", "gradient", "hessian")]
    lam = ", ".join("–" if v != v else words.rounded(v) for v in told.multipliers)
    place = f"{words.rounded(told.x[0])}, {words.rounded(told.x[1])}"
    numbers = "".join(f"<td>{escape(cell)}</td>" for cell in (place, lam, str(int(trace.last)), *asked))
    many = told.word in SOLVED and has_many_multipliers(trace.problem, told.x)
    said = escape(" ".join([_(words.SAYS[told.word]), *([_(words.MANY)] if many else [])]))
    return f'<tr><th scope="row"{tables.word()}>{escape(title)}</th><td class="said">{said}</td>{numbers}</tr>'
