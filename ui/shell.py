"""The frame of every page: its title, its language, the way to the other pages."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import streamlit as st

from ui.language import _, follow_link, language_switch, tell_browser
from ui.menu import HOME, MENU
from ui.theme import apply_theme

ICON = str(Path(__file__).parent / "icon.svg")


def navigation(position: Literal["top", "hidden"]) -> st.Page:
    """The page that was asked for, with the menu in the header.

    Streamlit gives its default page the address `/` and no other. So the home page is there twice: by its
    own name in the menu, and hidden at `/`, for visitors whom the door could not send on.
    """
    root = st.Page(HOME.path, title=_(HOME.title), url_path="home", default=True, visibility="hidden")
    menu = {
        _(section): [st.Page(e.path, title=_(e.title), icon=e.icon, url_path=e.address) for e in entries]
        for section, entries in MENU.items()
    }
    return st.navigation({"": [root], **menu}, position=position)


embedded = bool(st.context.is_embedded)  # ?embed=true: the page alone, for a frame in another page
st.set_page_config(page_icon=ICON, layout="wide")  # before the menu, whose own icons are fetched from afar otherwise
follow_link()
here = navigation("hidden" if embedded else "top")
st.set_page_config(page_title=f"{here.title} · Descent Lab")
apply_theme(embedded)
if not embedded:
    st.logo(ICON, size="medium")
    with st.container(key="frame"):
        language_switch()
        tell_browser()
here.run()
