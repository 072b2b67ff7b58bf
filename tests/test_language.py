"""Both languages are complete: what an English reader is told, a Chinese reader is told as well."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Message
from streamlit.testing.v1 import AppTest

from tests.conftest import SHELL
from ui.catalogue import ROOT, read, texts
from ui.language import CHOSEN, LANGUAGES, SOURCE, of_browser, translate

TRANSLATED = [language for language in LANGUAGES if language != SOURCE]
WANTED = texts()
in_every_language = pytest.mark.parametrize("language", TRANSLATED)


def messages(language: str) -> list[Message]:
    return [message for message in read(language) if message.id]


def places(text: str) -> list[str]:
    """The `{named}` places of a text, sorted; a text with other braces (a formula) has none."""
    try:
        return sorted(name for _before, name, _spec, _conversion in Formatter().parse(text) if name)
    except ValueError:
        return []


def formulas(text: str) -> list[str]:
    """What stands between dollar signs or backquotes: it is the same in every language."""
    return sorted(re.findall(r"\$[^$]+\$|`[^`]+`", text))


def test_there_are_english_and_chinese():
    assert LANGUAGES["en"] == "English"
    assert LANGUAGES["zh"] == "中文"


@in_every_language
def test_every_text_is_translated(language: str):
    translated = {message.id for message in messages(language) if message.string and not message.fuzzy}
    assert [text for text in WANTED if text not in translated] == [], "run `make messages`, then translate these"


@in_every_language
def test_no_translation_outlives_its_text(language: str):
    stale = [message.id for message in messages(language) if message.id not in WANTED]
    assert stale + list(read(language).obsolete) == [], "run `make messages` to drop these"


@in_every_language
def test_a_translation_keeps_the_places_and_the_formulas_of_its_text(language: str):
    for message in filter(lambda message: message.string, messages(language)):
        assert places(message.string) == places(message.id), message.id
        assert formulas(message.string) == formulas(message.id), message.id


@in_every_language
def test_a_sentence_is_not_left_in_english(language: str):
    copied = [m.id for m in messages(language) if m.string == m.id and len(re.findall(r"[a-z]{2,}", m.id)) > 2]
    assert copied == []


def test_the_texts_of_every_room_are_found():
    rooms = {place.split("/")[0].split()[0] for found in WANTED.values() for place in found}
    assert {"ui", "pages", "experiments", "method", "surface", "stage"} <= rooms


SPOKEN = set(
    """title header subheader caption markdown write text info warning error success toast metric button toggle checkbox
    radio selectbox multiselect slider select_slider number_input text_input text_area pills segmented_control expander
    popover link_button download_button""".split()
)


def spoken(path: Path) -> Iterator[str]:
    """Texts that a file hands to Streamlit as they are, without marking them."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Call(func=ast.Attribute(attr=name), args=[ast.Constant(value=str(said)), *_]) if name in SPOKEN:
                if re.search(r"[A-Za-z]{2}", said):
                    yield f"{path}:{node.lineno} {said!r}"


def test_no_page_shows_a_text_that_is_not_marked_for_translation():
    files = [*ROOT.glob("ui/**/*.py"), *ROOT.glob("pages/**/*.py")]
    assert [text for path in files for text in spoken(path)] == []


def test_an_unmarked_text_would_be_noticed(tmp_path: Path):
    page = tmp_path / "page.py"
    page.write_text('st.title("Bare words")\nst.title(_("Marked"))\nst.markdown("---")\n')
    assert len(list(spoken(page))) == 1


@pytest.mark.parametrize(
    ("locale", "language"),
    [("zh-CN", "zh"), ("zh_Hans_SG", "zh"), ("ZH", "zh"), ("en-GB", "en"), ("de", "en"), ("", "en"), (None, "en")],
)
def test_the_language_of_a_browser_is_the_nearest_we_have(locale: str | None, language: str):
    assert of_browser(locale) == language


def test_outside_the_app_a_text_is_english():
    assert translate("Language") == "Language"


def test_an_empty_text_stays_empty():
    assert translate("") == ""


def shell(**query: str) -> AppTest:
    app = AppTest.from_file(SHELL, default_timeout=60)
    app.query_params.update(query)
    return app.run()


def test_the_link_decides_the_language():
    assert shell(lang="zh").title[0].value == "试验场"
    assert shell(lang="en").title[0].value == "Playground"


def test_the_switch_changes_the_language_and_the_link():
    app = shell(lang="zh")
    app.segmented_control(key="language_switch").set_value("en").run()
    assert app.title[0].value == "Playground"
    assert app.query_params["lang"] == "en"
    assert app.session_state[CHOSEN] == "en"


def test_a_link_says_nothing_about_language_until_one_is_chosen():
    assert "lang" not in shell().query_params


def test_an_unknown_language_in_the_link_is_named_and_dropped():
    app = shell(lang="klingon")
    assert "klingon" in app.toast[0].value
    assert "lang" not in app.query_params
    assert app.title[0].value == "Playground"


def test_a_catalogue_is_all_that_a_new_language_needs():
    assert {path.name for path in Path(ROOT, "ui/locale").iterdir() if path.is_dir()} == set(TRANSLATED)


def test_every_message_is_written_where_it_is_given_so_that_a_translator_sees_it():
    hidden = []
    for path in (*ROOT.glob("experiments/*.py"), *ROOT.glob("ui/**/*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Message":
                written = isinstance(node.args[0], ast.Constant)
                hidden += [] if written else [f"{path.relative_to(ROOT)}:{node.lineno}"]
    assert hidden == []
