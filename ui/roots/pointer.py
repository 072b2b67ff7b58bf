"""From the page about Newton's method for minima to the one about roots, where its idea comes from."""

from __future__ import annotations

from urllib.parse import parse_qsl

import streamlit as st

from experiments.roots_link import from_tangents
from ui.language import _
from ui.menu import PAGES
from ui.roots import desk
from ui.roots.presets import CASES

PART = "tangents"  # of older links: newton?tangents=arctan(1.5)


def follow_older_link() -> None:
    """A link that names tangents here means the page about them."""
    said = st.query_params.get(PART)
    if said is None:
        return
    kept = [("lang", code) for code in st.query_params.get_all("lang")]
    page = st.Page(PAGES / "methods" / f"{desk.PAGE}.py", url_path=desk.PAGE)
    st.switch_page(page, query_params=parse_qsl(from_tangents(said), keep_blank_values=True) + kept)


def show() -> None:
    """In which way this is the same method, and links to see it."""
    st.subheader(_("One unknown, and its tangents"), anchor=False)
    st.caption(
        _("Where f is lowest its slope is zero: this method is the search for a root of the slope, tangent by tangent.")
    )
    with st.container(horizontal=True):
        for name in ("near", "far", "basins"):
            desk.link(_(CASES[name].title), CASES[name].experiment, ":material/arrow_forward:")
