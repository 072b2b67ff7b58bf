"""The frame of every page: its title, its language, the way to the other pages."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from ui.language import N_, _, follow_link, language_switch
from ui.theme import apply_theme

PAGES = Path(__file__).parent.parent / "pages"
ICON = str(Path(__file__).parent / "icon.svg")

# Section → (file, title, icon). The last part of a file's name is the address of its page.
SECTIONS = {
    N_("Explore"): [("explore/playground", N_("Playground"), ":material/explore:")],
    N_("Learn"): [("learn/about", N_("About this lab"), ":material/info:")],
}
HOME, HOME_TITLE, _HOME_ICON = SECTIONS["Explore"][0]


def page(file: str, title: str, icon: str) -> st.Page:
    """One page, at an address that is the same in every language."""
    return st.Page(PAGES / f"{file}.py", title=_(title), icon=icon, url_path=file.split("/")[-1])


def navigation() -> st.Page:
    """The page that was asked for, with the menu in the header.

    Streamlit gives its default page the address `/` and no other. So the home page is there twice: by its
    own name in the menu, and hidden at `/`, for visitors whom the door could not send on.
    """
    menu = {_(section): [page(*entry) for entry in entries] for section, entries in SECTIONS.items()}
    root = st.Page(PAGES / f"{HOME}.py", title=_(HOME_TITLE), url_path="home", default=True, visibility="hidden")
    menu[_("Explore")].append(root)
    return st.navigation(menu, position="top")


st.set_page_config(page_icon=ICON, layout="wide")  # before the menu, whose own icons are fetched from afar otherwise
follow_link()
here = navigation()
st.set_page_config(page_title=f"{here.title} · Descent Lab")
st.logo(ICON, size="medium")
apply_theme()
with st.container(key="frame"):
    language_switch()
here.run()
