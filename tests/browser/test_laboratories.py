"""The laboratories in a browser: a sentence is a link that is followed without leaving the page."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.onstage import OnStage
from tests.browser.visitor import Visitor
from ui.laboratories import LABORATORIES
from ui.language import in_language


def shows(visitor: Visitor, methods: list[str]) -> None:
    """Wait until these methods are on the stage."""
    OnStage(visitor.page).wait_for(f"scene.runs.map((run) => run.method).join() === '{','.join(methods)}'")


def methods_of(sight) -> list[str]:
    return [entry.method for entry in sight.experiment.entries]


def test_a_sentence_is_a_link_that_changes_the_stage_and_the_address(visitor: Visitor):
    first, second, third = LABORATORIES["newton"].sights
    visitor.open("/newton")
    shows(visitor, methods_of(first))
    visitor.page.evaluate("window.sameDocument = true")
    with visitor.rerun():
        visitor.page.get_by_role("link", name=second.title).click()
    shows(visitor, methods_of(second))
    expect(visitor.page).to_have_url(re.compile("surface=beale"))
    assert visitor.page.evaluate("window.sameDocument"), "the page was loaded anew"
    with visitor.rerun():
        visitor.page.go_back()
    shows(visitor, methods_of(first))
    with visitor.rerun():
        visitor.page.get_by_role("link", name=third.title).click()
    shows(visitor, methods_of(third))
    assert visitor.errors == []


def test_a_link_keeps_the_language(visitor: Visitor):
    chinese = in_language("zh")
    visitor.open("/descent?lang=zh")
    sight = LABORATORIES["descent"].sights[1]
    with visitor.rerun():
        visitor.page.get_by_role("link", name=chinese(sight.title)).click()
    shows(visitor, methods_of(sight))
    expect(visitor.page).to_have_url(re.compile("lang=zh"))
    expect(visitor.page).to_have_title("下降法 · Descent Lab")


def test_the_line_search_is_open_where_the_sentence_speaks_of_it(visitor: Visitor):
    visitor.open("/line_searches")
    shows(visitor, methods_of(LABORATORIES["line_searches"].sights[0]))
    expect(visitor.page.get_by_role("tab", name="Line search")).to_have_attribute("aria-selected", "true")
