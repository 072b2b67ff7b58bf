"""The first contact: whatever link a visitor follows, to a server that has just started, the page is there."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.visitor import Visitor
from tests.server import Server
from ui.menu import HOME, MENU

NewVisitor = Callable[..., Visitor]
ENTRIES = [entry for entries in MENU.values() for entry in entries]
every_page = pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.address)
both_schemes = pytest.mark.parametrize("scheme", ["light", "dark"])


@every_page
def test_a_deep_link_opens_its_page_on_a_server_just_started(entry, fresh_server: Server, new_visitor: NewVisitor):
    visitor = new_visitor(at=fresh_server).open(f"/{entry.address}?lang=en&from=a-friend")
    expect(visitor.page).to_have_title(f"{entry.title} · Descent Lab")
    expect(visitor.page.get_by_role("dialog")).to_have_count(0)
    expect(visitor.page).to_have_url(re.compile("from=a-friend"))


def test_the_root_leads_to_the_playground_and_keeps_the_query(visitor: Visitor):
    visitor.open("/?surface=rosenbrock&steps=20")
    expect(visitor.page).to_have_title(f"{HOME.title} · Descent Lab")
    expect(visitor.page).to_have_url(re.compile(rf"/{HOME.address}\?surface=rosenbrock&steps=20"))


def test_an_unknown_address_says_so_and_still_shows_the_playground(visitor: Visitor):
    visitor.open("/nowhere")
    visitor.sees("Page not found")
    expect(visitor.page.get_by_test_id("stMain").get_by_role("heading").first).to_be_visible()


@every_page
def test_a_page_opens_without_errors_and_without_asking_other_hosts(entry, visitor: Visitor):
    visitor.open(f"/{entry.address}")
    visitor.page.wait_for_load_state("networkidle")
    assert visitor.errors == []
    assert visitor.abroad == []
    expect(visitor.page.get_by_test_id("stException")).to_have_count(0)


def test_the_switch_changes_the_language_of_the_page_the_menu_and_the_link(visitor: Visitor):
    visitor.open("/about")
    with visitor.rerun():
        visitor.page.get_by_role("radio", name="中文").click()
    expect(visitor.page).to_have_title("关于本实验室 · Descent Lab")
    visitor.sees("探索")
    expect(visitor.page).to_have_url(re.compile(r"lang=zh"))
    expect(visitor.page.locator("html")).to_have_attribute("lang", "zh")


def test_the_language_stays_when_another_page_is_opened_from_the_menu(visitor: Visitor):
    visitor.open("/playground?lang=zh")
    visitor.page.get_by_text("学习", exact=True).click()
    with visitor.rerun():
        visitor.page.get_by_role("menuitem", name="关于本实验室").click()
    expect(visitor.page).to_have_title("关于本实验室 · Descent Lab")
    expect(visitor.page).to_have_url(re.compile(r"/about\?lang=zh"))


def test_a_chinese_browser_is_greeted_in_chinese(new_visitor: NewVisitor):
    visitor = new_visitor(locale="zh-CN").open("/about")
    expect(visitor.page).to_have_title("关于本实验室 · Descent Lab")


def test_an_english_link_stays_english_in_a_chinese_browser(new_visitor: NewVisitor):
    visitor = new_visitor(locale="zh-CN").open("/about?lang=en")
    expect(visitor.page).to_have_title("About this lab · Descent Lab")


def test_an_unknown_language_is_named_and_dropped_from_the_link(visitor: Visitor):
    visitor.open("/about?lang=fr")
    visitor.sees("The link asks for the language “fr”")
    expect(visitor.page).to_have_url(re.compile(r"/about$"))


def test_the_theme_follows_the_system(new_visitor: NewVisitor):
    brightness = {}
    for scheme in ("light", "dark"):
        visitor = new_visitor(color_scheme=scheme).open("/about")
        colour = visitor.page.get_by_test_id("stApp").evaluate("app => getComputedStyle(app).backgroundColor")
        brightness[scheme] = sum(map(int, re.findall(r"\d+", colour)[:3]))
    assert brightness["dark"] < 3 * 64 < 3 * 192 < brightness["light"]


@both_schemes
@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_frame_is_accessible(scheme: str, language: str, new_visitor: NewVisitor):
    visitor = new_visitor(color_scheme=scheme).open(f"/about?lang={language}")
    rules = Axe().run(visitor.page).response["violations"]
    grave = [rule for rule in rules if rule["impact"] in ("serious", "critical")]
    assert [(rule["id"], node["html"]) for rule in grave for node in rule["nodes"]] == []


def test_a_phone_shows_the_page_without_sideways_scrolling(new_visitor: NewVisitor):
    visitor = new_visitor(viewport={"width": 360, "height": 740}, has_touch=True).open("/about")
    assert visitor.page.evaluate("document.documentElement.scrollWidth") <= 360
    expect(visitor.page.get_by_text("中文")).to_be_in_viewport()


def test_an_embedded_page_has_neither_menu_nor_switch(visitor: Visitor):
    visitor.open("/about?embed=true&lang=zh")
    visitor.sees_heading("关于本实验室")
    expect(visitor.page.get_by_text("English", exact=True)).to_have_count(0)
    expect(visitor.page.get_by_role("navigation")).to_have_count(0)


def test_switching_the_language_keeps_the_experiment_in_the_link(visitor: Visitor):
    visitor.open("/playground?surface=himmelblau&start=1,1&run=bfgs&lang=en")
    with visitor.rerun():
        visitor.page.get_by_role("radio", name="中文").click()
    expect(visitor.page).to_have_url(re.compile("surface=himmelblau&start=1(,|%2C)1&run=bfgs"))
    expect(visitor.page).to_have_url(re.compile("lang=zh"))
