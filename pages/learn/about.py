"""What this lab is, and what it promises."""

from __future__ import annotations

import streamlit as st

from ui.language import _

st.title(_("About this lab"))
st.markdown(
    _(
        "Descent Lab shows how optimisation methods think. Touch anything (the start, a hyperparameter, the step "
        "you are looking at) and every panel shows what happened and why."
    )
)
