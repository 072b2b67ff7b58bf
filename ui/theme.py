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
.stMainBlockContainer h1 { padding: 0.75rem 0 0.5rem; }
/* What stands below the stage is not seen before the stage is there. */
.stElementContainer[class*="-stage "]:not(:has([data-stage])) { min-height: 100dvh; }
.stElementContainer[class*="-stage "] [data-testid="stSkeleton"] { height: calc(100dvh - 20rem); }
.katex-display { padding-inline: 3px; } /* italics lean out of their box, and would make it scroll */
.katex-display > .katex { white-space: normal; } /* a long formula goes on in the next line */
.st-key-sights p { line-height: 1.45; }
@media (max-width: 640px) {
    .stMainBlockContainer { padding: 2.75rem 0.75rem 1.5rem; }
    .stMainBlockContainer h1 { padding: 0.5rem 0; font-size: 1.6rem; }
    .katex-display { font-size: 0.85em; }
    [data-testid="stStatusWidget"] button { display: none; }
    [class*="st-key-playground-seed"], [class*="st-key-formula-seed"] { display: none; } /* the link still holds it */
    .st-key-sights [data-testid="stHorizontalBlock"] { gap: 0.5rem; }
    .st-key-sights [data-testid="stColumn"] { flex: 0 1 auto; width: auto; min-width: 0; }
    .st-key-sights [data-testid="stMarkdown"] { margin-bottom: 0.5rem; }
    [class*="st-key-sight-offered"] [data-testid="stMarkdown"] { display: none; }
    .st-key-further { flex-wrap: nowrap; overflow-x: auto; }
    .st-key-further > * { flex: none; }
}
"""

# In a frame of another page there is neither header nor switch.
EMBEDDED = """
.stMainBlockContainer { padding: 0.5rem 0.75rem; }
"""


def apply_theme(embedded: bool) -> None:
    """Add the few rules above to the page."""
    st.html(f"<style>{EMBEDDED if embedded else FRAMED}</style>")
