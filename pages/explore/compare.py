"""Two to four experiments side by side, under one budget and on one clock."""

from __future__ import annotations

import streamlit as st

from ui.compare import panels, rules
from ui.compare.sides import Sides
from ui.language import _

sides = Sides()
comparison = sides.comparison()

st.title(_("Side by side"), anchor=False)
rules.widgets(sides, comparison)
rules.messages(sides.messages())
rules.hint(comparison)
st.caption(rules.protocol(comparison))

panels.bar(comparison)
for first in range(0, len(comparison.panels), 2):
    for column, i in zip(st.columns(2, gap="medium"), range(first, len(comparison.panels)), strict=False):
        with column:
            panels.panel(sides, comparison, i)
panels.explainer(comparison)

if comparison.starts:
    panels.crowds(comparison)
with st.expander(_("How each run ended, and what it asked for")):
    panels.outcomes(comparison)
sides.write_address()
