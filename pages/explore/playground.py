"""Pick a surface and some methods, drag the start, and watch what each of them does."""

from __future__ import annotations

import streamlit as st

from ui.language import _

st.title(_("Playground"))
