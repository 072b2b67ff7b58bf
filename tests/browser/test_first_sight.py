"""The first three seconds: map and player in one sight, a hint at what to touch, and a size for the last row."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.onstage import Desk, OnStage
from tests.browser.stillness import settled
from tests.browser.visitor import Visitor

NewVisitor = Callable[..., Visitor]
WITH_PLAYER = ["playground", "formula", "descent", "line_searches", "root_finding", "quasi_newton", "constrained"]


def opened(visitor: Visitor, address: str) -> Page:
    """A page whose stage has been drawn."""
    return Desk(visitor, f"/{address}").page


def box_of(piece: Locator) -> dict[str, float]:
    box = piece.bounding_box()
    assert box
    return dict(box)


MAP_ABOVE_PLAYER = """() => {
  const stage = [...globalThis.__stages.values()].find(({ panels }) => panels.map ?? panels.tangents).root;
  const box = (piece) => stage.querySelector(`${piece}:not([hidden])`).getBoundingClientRect();
  const [ground, player] = [box(":is(.stage-map, .stage-tangents)"), box(".stage-transport")];
  return ground.height > 0 && ground.bottom <= player.top + 1 && player.bottom <= innerHeight + 1;
}"""


def sees_map_above_player(page: Page) -> None:
    """The whole map is in the window and no part of it behind the player, as soon as all formulas above are set."""
    page.wait_for_function(MAP_ABOVE_PLAYER)


@pytest.mark.parametrize("address", WITH_PLAYER)
def test_map_and_player_are_seen_together_without_scrolling(address: str, visitor: Visitor):
    sees_map_above_player(opened(visitor, address))


@pytest.mark.parametrize("address", ["playground", "descent"])
def test_on_a_phone_too(address: str, new_visitor: NewVisitor):
    sees_map_above_player(opened(new_visitor(viewport={"width": 390, "height": 844}, has_touch=True), address))


def test_the_map_makes_room_for_a_line_that_appears_above_it(visitor: Visitor):
    page = opened(visitor, "descent")
    height = box_of(page.locator(".stage-map"))["height"]
    page.evaluate("document.querySelector('h1').style.paddingBottom = '60px'")
    page.wait_for_function(
        "height => document.querySelector('[data-testid=stBidiComponentIsolated]').shadowRoot"
        ".querySelector('.stage-map').offsetHeight < height - 40",
        arg=height,
    )
    sees_map_above_player(page)


def test_what_stands_below_the_stage_is_not_in_sight_before_the_stage_is(visitor: Visitor):
    visitor.page.route("**/stage/*.js", lambda route: route.abort())  # it never comes
    visitor.open("/playground")
    table = visitor.page.get_by_role("table", name="How each run ended, and what it asked for")
    expect(table).to_be_attached()
    expect(table).not_to_be_in_viewport()
    expect(visitor.page.locator(".stage")).to_have_count(0)


def test_a_phone_shows_the_sentence_of_what_is_on_the_stage_and_the_others_when_they_are_chosen(
    new_visitor: NewVisitor,
):
    phone = new_visitor(viewport={"width": 390, "height": 844}, has_touch=True)
    page = opened(phone, "descent")
    sentences = page.locator(".st-key-sights").get_by_test_id("stMarkdown")
    expect(sentences).to_have_count(3)
    expect(sentences.nth(0)).to_be_visible()
    expect(sentences.nth(1)).to_be_hidden()
    page.get_by_role("link", name="Zig-zag, even with the best length").click()
    expect(sentences.nth(1)).to_be_visible()
    expect(sentences.nth(0)).to_be_hidden()


def test_a_first_visitor_is_told_what_can_be_dragged_until_something_is_touched(visitor: Visitor):
    page = opened(visitor, "playground")
    hint = page.get_by_text("Drag the start")
    expect(hint).to_be_visible()
    page.get_by_role("button", name="Play").click()
    expect(hint).to_be_hidden()
    page.reload()
    expect(hint).to_be_visible()


def test_who_has_moved_a_start_is_not_told_again(visitor: Visitor):
    page = opened(visitor, "playground")
    page.get_by_role("button", name=re.compile("^Start point")).press("ArrowRight")
    expect(page.get_by_text("Drag the start")).to_be_hidden()
    opened(visitor, "playground")
    expect(page.get_by_text("Drag the start")).to_be_hidden()


def test_on_a_projector_everything_grows_and_the_start_still_follows_the_pointer(new_visitor: NewVisitor):
    page = opened(new_visitor(viewport={"width": 1920, "height": 1080}), "playground?run=adam")
    page.get_by_role("button", name="Full screen").click()
    stage = OnStage(page)
    stage.wait_for("document.fullscreenElement && stage.root.currentCSSZoom === 1.5")
    settled(page)
    sees_map_above_player(page)
    assert box_of(page.locator(".stage-cards"))["x"] > 1200, "knobs stand beside the map"
    plane = box_of(page.locator(".map-plane"))
    px, py = stage.get("[panels.map.frame.toX(1), panels.map.frame.toY(2)]")
    page.mouse.click(plane["x"] + 1.5 * px, plane["y"] + 1.5 * py)
    assert stage.get("scene.start") == pytest.approx([1, 2], abs=0.01)
    canvas = page.locator(".map-plane canvas").first
    assert canvas.evaluate("canvas => canvas.width / canvas.clientWidth") == pytest.approx(1.5, abs=0.01)
    page.get_by_role("button", name="Full screen").click()
    stage.wait_for("!document.fullscreenElement && stage.root.currentCSSZoom === 1")


def test_a_phone_hands_the_link_to_its_own_sheet(new_visitor: NewVisitor):
    phone = new_visitor(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    phone.page.add_init_script("navigator.share = async (what) => { globalThis.shared = what }")
    page = opened(phone, "playground?run=adam&start=1,1")
    page.get_by_role("button", name="Share").tap()
    page.wait_for_function("globalThis.shared")
    assert page.evaluate("globalThis.shared.url") == page.url
    assert "start=1,1" in page.url


def test_copying_the_link_says_so(new_visitor: NewVisitor):
    visitor = new_visitor(permissions=["clipboard-read", "clipboard-write"])
    page = opened(visitor, "playground?run=adam&start=1,1")
    page.get_by_role("button", name="Copy the link").click()
    expect(page.get_by_role("status").filter(has_text="Link copied")).to_have_count(1)
    assert page.evaluate("navigator.clipboard.readText()") == page.url
