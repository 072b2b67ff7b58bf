"""The door, without a browser: what it answers, and what the frame shows when a page is asked for."""

from __future__ import annotations

import urllib.request
from email.message import Message
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from streamlit.testing.v1 import AppTest

from tests.conftest import SHELL
from tests.server import Server
from ui.menu import HOME, MENU, PAGES
from ui.stage.script import ADDRESS, SCRIPT


class StayHere(urllib.request.HTTPRedirectHandler):
    """Show a redirect instead of following it."""

    def redirect_request(self, *_args: object, **_more: object) -> None:
        return None


def answer(url: str) -> tuple[int, Message, str]:
    """Status, headers and text that the server gives for a URL."""
    try:
        response = urllib.request.build_opener(StayHere).open(url, timeout=30)
    except urllib.error.HTTPError as error:
        response = error
    with response:
        return response.status, response.headers, response.read().decode()


def test_a_running_server_says_that_it_is_healthy(server: Server):
    assert answer(f"{server.url}/healthz")[::2] == (200, "ok")


def test_the_root_redirects_to_the_playground_with_the_query_unchanged(server: Server):
    query = "surface=quadratic(kappa=100,angle=30)&run=adam(lr=0.05)&run=bfgs&start=-1.2,1"
    status, headers, _text = answer(f"{server.url}/?{query}")
    target = urlsplit(headers["Location"])
    assert (status, target.netloc, target.path) == (307, "", HOME.address)
    assert parse_qs(target.query) == parse_qs(query)


def test_every_answer_forbids_other_hosts_and_content_guessing(server: Server):
    for address in ("/", "/playground", "/healthz", "/static/media/nothing"):
        headers = answer(server.url + address)[1]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert "default-src 'self'" in headers["Content-Security-Policy"]
        assert "http" not in headers["Content-Security-Policy"]


def test_browsers_may_keep_the_stages_script_and_get_no_other_version_of_it(server: Server):
    status, headers, text = answer(f"{server.url}/{ADDRESS}")
    assert (status, text) == (200, SCRIPT)
    assert headers["Content-Type"].startswith("text/javascript")
    assert "immutable" in headers["Cache-Control"]
    assert answer(f"{server.url}/stage/0123456789abcdef.js")[0] == 404


def test_every_page_is_in_the_menu_and_every_entry_has_its_page():
    listed = [entry.path for entries in MENU.values() for entry in entries]
    assert sorted(listed) == sorted(PAGES.glob("*/*.py"))


def test_no_two_pages_share_an_address():
    addresses = [entry.address for entries in MENU.values() for entry in entries]
    assert len(set(addresses)) == len(addresses)


def test_the_frame_opens_on_the_home_page_without_an_exception():
    app = AppTest.from_file(SHELL, default_timeout=60).run()
    assert not app.exception
    assert app.title[0].value


def test_every_page_runs_alone_in_both_languages():
    for path in sorted(PAGES.glob("*/*.py")):
        for language in ("en", "zh"):
            app = AppTest.from_file(path, default_timeout=60)
            app.session_state["language"] = language
            app.run()
            assert not app.exception, f"{path.relative_to(PAGES)} in {language}: {app.exception}"


def test_the_app_is_found_wherever_it_is_started_from():
    from app import app

    assert Path(app.script_path) == SHELL


def test_every_page_knows_where_its_server_is_and_need_not_search_for_it(server: Server):
    for entry in (entry for entries in MENU.values() for entry in entries):
        status, headers, text = answer(f"{server.url}/{entry.address}?lang=en")
        assert (status, headers["Cache-Control"]) == (200, "no-cache")
        assert "BACKEND_BASE_URL" in text and "<title>Descent Lab</title>" in text
