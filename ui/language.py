"""A text is written once, in English; the reader's catalogue turns it into the reader's language."""

from __future__ import annotations

import gettext
from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path
from urllib.parse import parse_qs

import streamlit as st
from babel import Locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from streamlit.runtime.scriptrunner import get_script_run_ctx

CATALOGUES = Path(__file__).parent / "locale"
SOURCE = "en"  # the language the texts are written in; it needs no catalogue
CHOSEN = "language"  # in the session: the language chosen by link or by hand
SWITCH = "language_switch"


def catalogue_path(language: str) -> Path:
    """Where the translations into `language` are kept."""
    return CATALOGUES / language / "LC_MESSAGES" / "lab.po"


def _languages() -> dict[str, str]:
    """Code → own name of every language that has a catalogue, English first."""
    codes = [SOURCE, *sorted(path.parts[-3] for path in CATALOGUES.glob("*/LC_MESSAGES/lab.po"))]
    return {code: str(Locale.parse(code).get_language_name(code)) for code in codes}


LANGUAGES = _languages()


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    if language == SOURCE:
        return gettext.NullTranslations()
    compiled = BytesIO()
    with catalogue_path(language).open("rb") as file:
        write_mo(compiled, read_po(file, locale=language))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def language() -> str:
    """The language of this session: chosen by link or by hand, else the browser's, else English."""
    if get_script_run_ctx(suppress_warning=True) is None:
        return SOURCE
    if st.session_state.get(CHOSEN) in LANGUAGES:
        return str(st.session_state[CHOSEN])
    return of_browser(st.context.locale)


def of_browser(locale: str | None) -> str:
    """The language we have for a browser locale such as `zh-Hans-CN`; English when we have none."""
    code = (locale or SOURCE).replace("_", "-").split("-")[0].lower()
    return code if code in LANGUAGES else SOURCE


def translate(text: str) -> str:
    """`text` in the language of this session; outside Streamlit, and where no translation is known, as it is."""
    return _catalogue(language()).gettext(text) if text else ""


def in_language(code: str) -> Callable[[str], str]:
    """The translation into a given language, for texts that are not shown in a session."""
    return lambda text: _catalogue(code).gettext(text) if text else ""


def asked_in(query: str) -> str:
    """The language a link asks for; English if it asks for none, or for one that is not there."""
    asked = parse_qs(query).get("lang", [SOURCE])[0]
    return asked if asked in LANGUAGES else SOURCE


def N_(text: str) -> str:
    """Mark a text for translation where it is declared; it is translated where it is shown."""
    return text


_ = translate


def follow_link() -> None:
    """Let `?lang=` decide the language, and keep a chosen language in the link on every page."""
    asked = st.query_params.get("lang")
    if asked in LANGUAGES:
        st.session_state[CHOSEN] = asked
    elif asked is not None:
        del st.query_params["lang"]
        names = ", ".join(f"{name} ({code})" for code, name in LANGUAGES.items())
        st.toast(_("The link asks for the language “{asked}”. There are: {names}.").format(asked=asked, names=names))
    if st.session_state.get(CHOSEN, asked) != asked:
        st.query_params["lang"] = st.session_state[CHOSEN]


def language_switch() -> None:
    """Show the languages by their own names; choosing one changes the page and its link."""
    st.session_state[SWITCH] = language()
    st.segmented_control(
        _("Language"),
        list(LANGUAGES),
        format_func=LANGUAGES.__getitem__,
        key=SWITCH,
        required=True,
        on_change=_switched,
        label_visibility="collapsed",
    )


def tell_browser() -> None:
    """Name the language in the document, for screen readers and for the choice of glyphs."""
    st.html(f"<script>document.documentElement.lang = '{language()}'</script>", unsafe_allow_javascript=True)


def _switched() -> None:
    st.session_state[CHOSEN] = st.query_params["lang"] = st.session_state[SWITCH]
