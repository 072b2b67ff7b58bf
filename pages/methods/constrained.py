"""Constraints: where may no step go, what holds the iterate there, and what is that worth?"""

from __future__ import annotations

import streamlit as st

from ui import controls
from ui.constrained import desk, views
from ui.constrained.case import readable
from ui.language import _

st.title(_("Constraints and multipliers"), anchor=False)
case = desk.case_here()
desk.header(case)
if case.problem == "own":
    desk.own_problem(case)
controls.messages(desk.notes())
if fault := readable(case):
    st.error(_(fault.template).format(**fault.values), icon=":material/edit:")
else:
    problem = case.declared()
    st.latex(problem.latex)
    st.caption(_(problem.teaches))
    if problem.latex.startswith(r"\max"):
        st.caption(_("The greatest value of a function is the least of its negative: f below is the negative."))
    row = st.columns([6, 2, 2], vertical_alignment="center")
    with row[0]:
        desk.view_picker(case)
    with row[1]:
        desk.knobs(case)
    with row[2]:
        desk.preset_picker()
    views.SHOW[case.view](case, problem)
    views.about(case)
desk.write_address(case)
