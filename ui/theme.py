"""What the configuration file cannot say about the look: less air above, and the language at hand."""

from __future__ import annotations

import streamlit as st

# The page begins right below the header; the language switch sits in the header, left of the menu, and the sign
# that the page is at work stands left of the switch.
FRAMED = """
.stMainBlockContainer { padding: 2.75rem 2rem 2rem; }
.st-key-frame { position: fixed; top: 0.75rem; right: 3.5rem; width: auto; z-index: 999991; }
[data-testid="stStatusWidget"] { margin-right: 9.25rem; }
[data-testid="stCaptionContainer"], [data-testid="stCaptionContainer"] p { color: inherit; opacity: 0.85; }
@media (max-width: 640px) {
    .stMainBlockContainer { padding: 2.75rem 0.75rem 1.5rem; }
    [data-testid="stStatusWidget"] button { display: none; }
}
"""

# In a frame of another page there is neither header nor switch.
EMBEDDED = """
.stMainBlockContainer { padding: 0.5rem 0.75rem; }
"""


def apply_theme(embedded: bool) -> None:
    """Add the few rules above to the page."""
    st.html(f"<style>{EMBEDDED if embedded else FRAMED}</style>")
