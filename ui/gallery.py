"""All surfaces at a glance: pictures to choose from, by what they look like and by what they are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

import streamlit as st

from surfaces import FAMILIES, SURFACES, Surface
from surfaces.traits import TRAITS
from ui.figures.contours import SIZE
from ui.language import N_, _, language
from ui.pictures import picture_address

HEADINGS = {
    "quadratics": N_("Quadratics"),
    "classical": N_("Classical test functions"),
    "saddles": N_("Saddles"),
    "pathological": N_("Strange landscapes"),
}
AT_ONCE = 6  # pictures that are loaded before anybody scrolls
STYLE = """<style>
ul.stamps.stamps { list-style: none; margin: 0; padding: 0; display: grid; gap: 1.2rem 1rem;
  grid-template-columns: repeat(auto-fill, minmax(13rem, 1fr)) }
ul.stamps.stamps li { position: relative; margin: 0; padding: 0 }
.stamps img { width: 100%; height: auto; aspect-ratio: 4 / 3; display: block; border-radius: .5rem }
.stamps h3 { font-size: 1rem; margin: .45rem 0 .1rem; padding: 0 }
.stamps a { color: inherit; text-decoration: none }
.stamps a::after { content: ""; position: absolute; inset: 0; border-radius: .5rem }
.stamps a:hover { text-decoration: underline }
.stamps a:focus-visible { outline: none }
.stamps a:focus-visible::after { outline: 3px solid #0B67A3; outline-offset: 3px }
.stamps p { font-size: .875rem; line-height: 1.35; margin: 0; opacity: .85 }
@media (max-width: 640px) {
  ul.stamps.stamps { grid-template-columns: 1fr 1fr; gap: 1rem .7rem }
  .stamps p { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 4; overflow: hidden }
}
</style>"""


def show() -> None:
    """The filters, and below them whatever passes."""
    words, traits = filters()
    found = [surface for surface in SURFACES.values() if passes(surface, words, traits)]
    for trait in traits:
        st.caption(f"**{_(trait)}**: {_(TRAITS[trait])}")
    st.caption(_("{count} of {total} surfaces").format(count=len(found), total=len(SURFACES)))
    ahead = AT_ONCE
    for family in FAMILIES:
        group = [surface for surface in found if surface.family == family]
        if group:
            st.subheader(_(HEADINGS.get(family, family)), anchor=False)
            st.html(STYLE + stamps(group, st.context.theme.type or "light", ahead))
            ahead = max(0, ahead - len(group))


def filters() -> tuple[str, Sequence[str]]:
    """What to look for; it stands in the address, so that a selection can be sent."""
    search, choice = f"gallery.search.{language()}", f"gallery.traits.{language()}"
    now = st.query_params.get("search", ""), st.query_params.get_all("trait")
    if st.session_state.get("gallery.address") != now or search not in st.session_state:
        st.session_state[search] = now[0]
        st.session_state[choice] = [trait for trait in now[1] if trait in TRAITS]
    labels = {trait: _(trait) for trait in TRAITS}
    words = st.text_input(_("Search"), key=search, placeholder=_("a name or a word"), icon=":material/search:") or ""
    traits = st.pills(_("Traits"), list(labels), selection_mode="multi", format_func=labels.__getitem__, key=choice)
    for name, value in (("search", words), ("trait", traits)):
        if value and st.query_params.get_all(name) != ([value] if isinstance(value, str) else value):
            st.query_params[name] = value
        elif not value and name in st.query_params:
            del st.query_params[name]
    st.session_state["gallery.address"] = words, list(traits)
    return words, traits


def passes(surface: Surface, words: str, traits: Iterable[str]) -> bool:
    """Whether a surface has all these traits, and each of the words in its name or lesson, in either language."""
    said = (surface.key, surface.name, surface.teaches, _(surface.name), _(surface.teaches))
    text = " ".join(said).casefold()
    return surface.traits >= set(traits) and all(word in text for word in words.casefold().split())


def stamps(surfaces: Iterable[Surface], theme: str, ahead: int = 0) -> str:
    """The pictures as a list of links; the first `ahead` are loaded at once, the others when they come into sight."""
    items = (stamp(surface, theme, i < ahead) for i, surface in enumerate(surfaces))
    return f'<ul class="stamps">{"".join(items)}</ul>'


def stamp(surface: Surface, theme: str, at_once: bool) -> str:
    """A picture, a name that leads to the playground there, and the lesson."""
    name, (width, height) = escape(_(surface.name)), SIZE
    traits = ", ".join(_(trait) for trait in TRAITS if trait in surface.traits)
    alt = escape(_("Contour map of {name}").format(name=_(surface.name)) + (f": {traits}" if traits else ""))
    chosen = st.query_params.get("lang")
    link = f"playground?surface={surface.key}" + (f"&lang={escape(chosen)}" if chosen else "")
    return (
        f'<li><img src="{picture_address(surface.key, theme)}" alt="{alt}" width="{width}" height="{height}" '
        f'loading="{"eager" if at_once else "lazy"}" decoding="async">'
        f'<h3><a href="{link}">{name}</a></h3><p>{escape(_(surface.teaches))}</p></li>'
    )
