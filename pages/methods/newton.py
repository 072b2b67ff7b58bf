"""Newton: go where the local bowl is lowest; if there is no bowl, something has to give."""

import streamlit as st

from ui.laboratories import newton, tangents
from ui.laboratories.page import show

show(newton.laboratory)
if not st.context.is_embedded:
    tangents.show()
