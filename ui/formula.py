"""A field for a formula: what is typed there stays there, and as soon as it makes sense it is on the stage."""

from __future__ import annotations

from html import escape
from urllib.parse import parse_qsl

import streamlit as st

from experiments import Experiment
from experiments.limits import SIDE, START
from experiments.typed import EXAMPLE, Fault, Window, fault_of, squeezed
from ui.bench import Bench
from ui.controls import NARROW, widget_key
from ui.draft import draft, keep
from ui.language import N_, _
from ui.menu import PAGES

EXAMPLES = {
    N_("a bent valley"): "(1-x)^2 + a*(y-x^2)^2",
    N_("hills and hollows"): "sin(a*x)*sin(a*y) + (x^2+y^2)/10",
    N_("kinks"): "abs(x) + b*abs(y-x/2)",
    N_("undefined on the left"): "x - log(x) + y^2",
    N_("two pieces"): "where(x > 0, k*x^2, -x/2) + y^2",
    N_("a cliff"): "atan(c*x) + (x^2+y^2)/8",
}
STYLE = """<style>
.fault { border-left: 3px solid #c4432b; padding: .1rem .8rem }
.fault pre { overflow-x: auto; margin: .2rem 0; font-size: 1.05rem; white-space: pre }
.fault mark { background: rgba(196,67,43,.22); color: inherit; text-decoration: underline wavy #c4432b;
  text-underline-offset: .3em }
</style>"""


def field(bench: Bench) -> None:
    """The field, and below it what is wrong with its text, or the formula as a book would print it."""
    experiment = bench.experiment()
    text = draft(bench)
    key = widget_key(bench, "formula")
    st.session_state[key] = text
    st.text_input(
        _("A formula in x and y; other letters become sliders"),
        key=key,
        on_change=lambda: typed(bench, st.session_state[key]),
        placeholder=EXAMPLE,
        autocomplete="off",
    )
    fault = fault_of(text)
    if fault:
        st.html(f"{STYLE}{explained(fault)}")
    elif experiment.formula:
        st.latex(f"f(x, y) = {experiment.problem().latex}")


def more(bench: Bench) -> None:
    """The way to the page with the derivatives and the stationary points of this formula."""
    said = [("lang", code) for code in st.query_params.get_all("lang")]
    page = st.Page(PAGES / "explore" / "formula.py", url_path="formula")
    link = parse_qsl(bench.experiment().to_query()) + said
    st.page_link(
        page, label=_("Gradient, Hessian and stationary points"), icon=":material/edit_note:", query_params=link
    )


def wanted(bench: Bench) -> bool:
    """Whether the field has something to show: a formula on the stage, or one that cannot be used yet."""
    return bool(bench.experiment().formula or draft(bench))


def typed(bench: Bench, text: str) -> None:
    """Put a formula on the stage; one with a fault stays in the field, and the stage keeps what it has."""
    fault = fault_of(text)
    if fault:
        bench.refuse(fault)
    else:
        bench.change(lambda e: e.with_formula(text))
        keep(bench, text, squeezed(text))


def explained(fault: Fault) -> str:
    """What would be right, above the text with the character in question underlined."""
    values = {name: f"<code>{escape(value)}</code>" for name, value in fault.values.items()}
    text, at = fault.text, fault.position
    before, here, after = (escape(part) for part in (text[:at], text[at : at + 1] or " ", text[at + 1 :]))
    where = escape(_("Character {number}").format(number=at + 1))
    says = escape(_(fault.template), quote=False).format(**values)
    return (
        f'<div class="fault" role="alert"><div>{says}</div>'
        f'<pre tabindex="0">{before}<mark title="{where}">{here}</mark>{after}</pre></div>'
    )


def examples(bench: Bench) -> None:
    """Formulas worth typing."""
    key = widget_key(bench, "examples")
    st.menu_button(
        _("What to try"),
        list(EXAMPLES),
        format_func=_,
        key=key,
        icon=":material/lightbulb:",
        on_click=lambda: typed(bench, EXAMPLES[st.session_state[key]]),
    )


def window(bench: Bench, experiment: Experiment) -> None:
    """The four ends of the window that is looked through."""
    labels = (_("Left"), _("Right"), _("Bottom"), _("Top"))
    ends = [end for side in experiment.window for end in side]
    closed = not experiment.formula  # other surfaces have a window of their own
    with st.popover(_("Window"), icon=":material/crop_free:", disabled=closed), st.container(horizontal=True):
        for i, (label, value) in enumerate(zip(labels, ends, strict=True)):
            key = widget_key(bench, f"window{i}")
            st.session_state[key] = value
            st.number_input(
                label, -START, START, key=key, width=NARROW, format="%g", on_change=_moved, args=(bench, i, key)
            )


def _moved(bench: Bench, i: int, key: str) -> None:
    end = float(st.session_state[key])
    bench.change(lambda e: e.with_formula(e.formula, with_end(e.window, i, end)))


def with_end(window: Window, i: int, value: float) -> Window:
    """The window with its i-th end (left, right, bottom, top) elsewhere; an end that is in the way moves along."""
    sides = [list(side) for side in window]
    side, which = sides[i // 2], i % 2
    width = max(side[1] - side[0], SIDE)
    side[which] = value
    if side[1] - side[0] < SIDE:
        side[1 - which] = value + (width if which == 0 else -width)
    low, high = max(side[0], -START), min(side[1], START)
    sides[i // 2] = [min(low, START - 2 * SIDE), max(high, 2 * SIDE - START)]
    (a, b), (c, d) = sides
    return (a, b), (c, d)
