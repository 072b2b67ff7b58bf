"""Your formula in a real browser: type it, press Enter, drag the start, send the link, and find it all again."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest
from playwright.sync_api import expect

from experiments import Experiment
from tests.browser.onstage import Desk
from tests.browser.visitor import Visitor


def type_formula(desk: Desk, text: str) -> None:
    field = desk.page.get_by_label("A formula in x and y")
    field.fill(text)
    field.press("Enter")


def wait_for_surface(desk: Desk, text: str) -> None:
    desk.wait_for(f"scene.surface.text === '{text}'")


def test_a_formula_is_typed_dragged_on_sent_and_found_again(visitor: Visitor):
    desk = Desk(visitor, "/formula?lang=en")
    type_formula(desk, "x^2 + k*y^2")
    wait_for_surface(desk, "x^2+k*y^2")
    assert desk.get("scene.surface.minima") == [[0, 0, 0]]
    assert desk.get("scene.surface.knobs.map((knob) => knob.name)") == ["k"]

    with visitor.rerun():
        desk.hold_start_at(1, 1)
        visitor.page.mouse.up()
    expect(visitor.page).to_have_url(re.compile("start="))
    start, seen = desk.get("scene.start"), desk.get("scene.runs.map((run) => [...run.record.x.slice(0, 40)])")
    assert start == pytest.approx([1, 1], abs=0.05)

    address = visitor.page.url
    experiment, notes = Experiment.from_query(unquote(address.split("?")[1]).replace("+", "%2B").replace(" ", "+"))
    assert notes == [] and experiment.formula == "x^2+k*y^2" and list(experiment.start) == start
    desk.open(address.removeprefix(visitor.url))
    assert desk.get("scene.surface.text") == "x^2+k*y^2" and desk.get("scene.start") == start
    again = desk.get("scene.runs.map((run) => [...run.record.x.slice(0, 40)])")
    assert len(again) == 5
    for a, b in zip(seen, again, strict=True):
        assert a == pytest.approx(b, rel=1e-5, abs=1e-5)  # Python's records travel in single precision
    assert visitor.errors == [] and visitor.abroad == []


def test_a_slip_keeps_the_picture_and_says_where_it_is(visitor: Visitor):
    desk = Desk(visitor, "/formula?lang=en&formula=x^2%2By^2")
    with visitor.rerun():
        type_formula(desk, "x^2 + 2y^2")
    alert = visitor.page.get_by_role("alert").filter(has_text="An operator is missing here; for a product write 2*y.")
    expect(alert).to_be_visible()
    expect(alert.locator("mark")).to_have_text("y")
    expect(visitor.page.get_by_label("A formula in x and y")).to_have_value("x^2 + 2y^2")
    assert desk.get("scene.surface.text") == "x^2+y^2"


def test_undo_does_not_put_the_runs_of_one_formula_on_another(visitor: Visitor):
    desk = Desk(visitor, "/formula?lang=en&formula=x^2%2By^2")
    type_formula(desk, "x^4 + y^2")
    wait_for_surface(desk, "x^4+y^2")
    visitor.page.keyboard.press("Escape")
    visitor.page.get_by_role("button", name="Undo").click()
    wait_for_surface(desk, "x^2+y^2")
    expect(visitor.page.get_by_label("A formula in x and y")).to_have_value("x^2+y^2")


def test_where_the_formula_is_undefined_there_is_no_value_and_runs_end_there(visitor: Visitor):
    desk = Desk(visitor, "/formula?lang=en&formula=y^2-log(x)*(x-3)&start=0.2,1&run=gradient_descent(lr=0.5)&steps=40")
    assert desk.get("Number.isNaN(scene.surface.value(-1, 0))")
    assert desk.get("scene.runs[0].record.status") == "undefined"
    visitor.sees("left the domain of the function")


def test_another_window_is_looked_through(visitor: Visitor):
    desk = Desk(visitor, "/formula?lang=en&formula=x^2%2By^2&window=-1,2,-3,4")
    assert desk.get("scene.surface.domain") == [[-1, 2], [-3, 4]]
    visitor.page.get_by_role("button", name="Window").click()
    right = visitor.page.get_by_label("Right", exact=True)
    right.fill("5")
    with visitor.rerun():
        right.press("Enter")
    desk.wait_for("scene.surface.domain[0][1] === 5")
    assert desk.get("panels.map.frame.toX(5)") > desk.get("panels.map.frame.toX(4.9)")
