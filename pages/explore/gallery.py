"""All surfaces as pictures: look around, then step in."""

from __future__ import annotations

import streamlit as st

from ui import gallery
from ui.language import _

st.title(_("Gallery of surfaces"), anchor=False)
gallery.show()
