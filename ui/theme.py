"""What the configuration file cannot say about the look: less air above, and the language at hand."""

from __future__ import annotations

import streamlit as st

CSS = """
/* The page begins right below the header, on phones too. */
.stMainBlockContainer { padding: 3.25rem 2rem 2rem; }
@media (max-width: 640px) { .stMainBlockContainer { padding: 3rem 0.75rem 1.5rem; } }

/* The language switch sits in the header, left of the menu. */
.st-key-frame { position: fixed; top: 0.75rem; right: 3.5rem; width: auto; z-index: 999991; }
"""


def apply_theme() -> None:
    """Add the few rules above to the page."""
    st.html(f"<style>{CSS}</style>")
