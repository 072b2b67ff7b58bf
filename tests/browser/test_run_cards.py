"""Run cards in a browser: what a hand, a keyboard and a screen reader find there."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.bench import put_on_bench


@pytest.fixture
def page(page: Page) -> Page:
    """Two runs of Adam."""
    return put_on_bench(page, "run_cards")


def told(page: Page) -> list[Any]:
    """What the cards have told the stage since the last question."""
    return list(page.evaluate("told.splice(0)"))


def card(page: Page, run: str = "a") -> Locator:
    return page.locator(f'[data-run="{run}"]')


def test_two_runs_of_one_method_are_told_apart_by_the_knob_that_differs(page: Page) -> None:
    expect(card(page, "a").get_by_role("button", name="Adam α = 0.1", exact=True)).to_have_count(1)
    expect(card(page, "b").get_by_role("button", name="Adam α = 0.02", exact=True)).to_have_count(1)


def test_the_state_of_a_run_is_said_in_words_at_the_step_shown(page: Page) -> None:
    status = card(page, "b").locator(".card-status")
    expect(status).to_have_text(re.compile(r"^f = 0.125\s*step 3$"))
    page.evaluate("scene.at = 50; cards.tick(scene)")
    expect(status).to_have_text(re.compile("converged after 6 steps$"))


def test_every_slider_has_a_name_a_value_in_words_and_an_explanation(page: Page) -> None:
    slider = card(page).get_by_role("slider", name="α step size")
    expect(slider).to_have_attribute("aria-valuetext", "0.1")
    help_id = slider.get_attribute("aria-describedby")
    expect(page.locator(f"#{help_id}")).to_have_text("what step size means · lr")


def test_a_held_key_moves_the_knob_at_once_and_commits_when_it_is_let_go(page: Page) -> None:
    card(page).get_by_role("slider").first.focus()
    page.keyboard.down("PageDown")
    page.keyboard.down("PageDown")
    page.keyboard.up("PageDown")
    moves = told(page)
    assert [final for *_, final in moves] == [False, False, True]
    assert moves[-1][3] == moves[-2][3] < moves[0][3] < 0.1


def test_keys_that_move_a_slider_do_not_move_the_clock_but_play_and_undo_pass(page: Page) -> None:
    card(page).get_by_role("slider").first.focus()
    for key in ("ArrowRight", "Home", " ", "Control+z"):
        page.keyboard.press(key)
    assert page.evaluate("heard") == [" ", "Control", "z"]


def test_home_and_end_are_the_exact_ends_of_the_scale(page: Page) -> None:
    card(page).get_by_role("slider").first.focus()
    page.keyboard.press("Home")
    page.keyboard.press("End")
    assert [value for *_, value, final in told(page) if final] == [1e-4, 1]


def test_every_position_of_a_slider_gives_a_short_number_and_the_default_can_be_reached(page: Page) -> None:
    values = page.evaluate("""async () => {
        const { knobPosition, knobValueAt } = await import("/js/knobscale.js");
        const knob = { low: 1e-4, high: 1, log: true, kind: "number" };
        const values = Array.from({ length: 301 }, (_, i) => knobValueAt(knob, i / 300, 0.01234));
        return { values, home: knobValueAt(knob, knobPosition(knob, 0.01234) + 0.003, 0.01234) };
    }""")
    assert values["home"] == 0.01234
    assert all(value == 0.01234 or float(f"{value:.3g}") == value for value in values["values"])
    assert values["values"] == sorted(values["values"])


def test_a_drag_tells_every_move_and_commits_once(page: Page) -> None:
    box = card(page).get_by_role("slider").first.bounding_box()
    assert box
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + 20, middle)
    page.mouse.down()
    for step in range(1, 6):
        page.mouse.move(box["x"] + 20 + 9 * step, middle)
    page.mouse.move(box["x"] + 80, middle + 300)
    page.mouse.up()
    finals = [final for *_, final in told(page)]
    assert len(finals) >= 5
    assert finals.count(True) == 1 and finals[-1]


def test_an_answer_that_comes_while_a_slider_is_held_does_not_move_it(page: Page) -> None:
    slider = card(page).get_by_role("slider").first
    box = slider.bounding_box()
    assert box
    page.mouse.move(box["x"] + 30, box["y"] + box["height"] / 2)
    page.mouse.down()
    before = slider.input_value()
    page.evaluate("scene.runs[0].values.lr = 0.9; cards.update(scene)")
    expect(slider).to_have_value(before)
    page.mouse.up()


def test_an_exact_value_is_typed_and_committed_by_enter(page: Page) -> None:
    field = card(page).get_by_role("textbox", name="step size, exact value")
    for typed, value in (("0.0123456", 0.0123456), ("0,05", 0.05), ("1e-3", 1e-3)):
        field.fill(typed)
        field.press("Enter")
        assert told(page) == [["knob", "a", "lr", value, True]]


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("fast", "“fast” is not a number: α stays 0.1."),
        ("1e999", "“1e999” is not a number: α stays 0.1."),
        ("7", "α lies between 10⁻⁴ and 1: it stays 0.1."),
    ],
)
def test_a_wrong_value_is_explained_and_the_old_one_comes_back(page: Page, typed: str, message: str) -> None:
    field = card(page).get_by_role("textbox", name="step size, exact value")
    field.fill(typed)
    field.press("Enter")
    expect(card(page).get_by_role("status").first).to_have_text(message)
    expect(field).to_have_value("0.1")
    assert told(page) == []


def test_what_is_being_typed_survives_an_update(page: Page) -> None:
    field = card(page).get_by_role("textbox", name="step size, exact value")
    field.fill("0.3")
    page.evaluate("scene.runs[0].values.lr = 0.7; cards.update(scene)")
    expect(field).to_have_value("0.3")
    field.press("Escape")
    page.evaluate("cards.update(scene)")
    expect(field).to_have_value("0.7")


def test_a_double_click_on_a_slider_brings_the_default_back(page: Page) -> None:
    card(page, "b").get_by_role("slider").first.dblclick(position={"x": 5, "y": 10})
    assert told(page)[-1] == ["knob", "b", "lr", 0.1, True]


def test_later_knobs_fold_away_and_stay_open_once_opened(page: Page) -> None:
    expect(card(page).get_by_role("slider")).to_have_count(1)
    card(page).get_by_text("3 more").click()
    page.evaluate("scene.runs[0].values.size = 7; cards.update(scene)")
    expect(card(page).get_by_role("slider")).to_have_count(4)
    expect(card(page).get_by_text("3 more · 1 changed")).to_be_visible()


def test_the_focus_moves_to_a_neighbour_when_its_card_goes(page: Page) -> None:
    card(page, "a").get_by_role("button", name="Remove").focus()
    page.evaluate("scene.runs.shift(); cards.update(scene)")
    assert page.evaluate("document.activeElement.closest('[data-run]').dataset.run") == "b"


def test_hiding_a_run_does_not_select_it_but_a_click_on_its_card_does(page: Page) -> None:
    card(page).get_by_role("button", name="Hide: Adam").click()
    assert told(page) == [["show", "a", False]]
    card(page).locator(".card-status").click()
    assert told(page) == [["select", "a"]]
