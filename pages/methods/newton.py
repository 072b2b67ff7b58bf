"""Newton: go where the local bowl is lowest; if there is no bowl, something has to give."""

import streamlit as st

from ui.laboratories import newton
from ui.laboratories.page import show
from ui.roots import pointer

pointer.follow_older_link()
show(newton.laboratory)
if not st.context.is_embedded:
    pointer.show()
