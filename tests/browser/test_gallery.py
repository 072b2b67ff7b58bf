"""The gallery in a real browser: pictures that load when they are seen, and lead to the playground."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.visitor import Visitor

LOADED = "[...document.querySelectorAll('.stamps img')].filter((image) => image.complete && image.naturalWidth).length"
COLUMNS = "new Set([...document.querySelectorAll('.stamps li')].map((item) => item.offsetLeft)).size"


def test_pictures_load_as_one_scrolls_and_a_click_leads_to_the_playground(visitor: Visitor):
    visitor.open("/gallery?lang=en")
    visitor.page.wait_for_function(f"{LOADED} >= 6")
    visitor.settled()
    total = visitor.page.locator(".stamps img").count()
    assert visitor.page.evaluate(LOADED) < total
    visitor.page.locator(".stamps li").last.scroll_into_view_if_needed()
    visitor.page.wait_for_function("document.querySelector('.stamps:last-of-type li:last-child img')?.naturalWidth > 0")
    link = visitor.page.get_by_role("link", name="Himmelblau", exact=True)
    link.focus()
    visitor.page.keyboard.press("Enter")
    expect(visitor.page).to_have_url(re.compile(r"/playground\?surface=himmelblau"))
    visitor.page.wait_for_function("globalThis.__stages?.size")
    assert visitor.errors == [] and visitor.abroad == []


def test_a_phone_shows_two_columns_and_the_dark_theme_dark_pictures(new_visitor: Callable[..., Visitor]):
    phone = new_visitor(viewport={"width": 360, "height": 740}, color_scheme="dark", locale="zh-CN").open("/gallery")
    phone.page.wait_for_selector(".stamps img[src^='contours/dark/']")
    phone.settled()
    assert phone.page.evaluate(COLUMNS) == 2
    assert phone.page.evaluate("document.scrollingElement.scrollWidth") <= 360
    expect(phone.page.locator(".stamps img").first).to_have_attribute("alt", re.compile("等高线图"))
