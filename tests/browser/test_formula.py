"""Your formula in a real browser: type it, press Enter, drag the start, send the link, and find it all again."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import unquote

import pytest
from playwright.sync_api import expect

from experiments import Experiment
from tests.browser.visitor import Visitor

STAGE = "[...globalThis.__stages.values()][0]"


def get(visitor: Visitor, expression: str) -> Any:
    return visitor.page.evaluate(f"(() => {{ const {{ scene, clock, panels }} = {STAGE}; return {expression}; }})()")


def open_stage(visitor: Visitor, address: str) -> None:
    visitor.open(address)
    visitor.page.wait_for_function(f"globalThis.__stages?.size && {STAGE}.scene?.runs.length")


def type_formula(visitor: Visitor, text: str) -> None:
    field = visitor.page.get_by_label("A formula in x and y")
    field.fill(text)
    field.press("Enter")


def wait_for_surface(visitor: Visitor, text: str) -> None:
    visitor.page.wait_for_function(f"text => {STAGE}.scene.surface.text === text", arg=text)


def place(visitor: Visitor, x: float, y: float) -> tuple[float, float]:
    """Where a point of the surface lies on the page."""
    left, top = get(
        visitor,
        f"(({{ left, top }}) => [left + panels.map.frame.toX({x}), top + panels.map.frame.toY({y})])"
        "(panels.map.front.getBoundingClientRect())",
    )
    return left, top


def test_a_formula_is_typed_dragged_on_sent_and_found_again(visitor: Visitor):
    open_stage(visitor, "/formula?lang=en")
    type_formula(visitor, "x^2 + k*y^2")
    wait_for_surface(visitor, "x^2+k*y^2")
    assert get(visitor, "scene.surface.minima") == [[0, 0, 0]]
    assert get(visitor, "scene.surface.knobs.map((knob) => knob.name)") == ["k"]

    with visitor.rerun():
        visitor.page.mouse.move(*place(visitor, *get(visitor, "scene.start")))
        visitor.page.mouse.down()
        visitor.page.mouse.move(*place(visitor, 1, 1), steps=5)
        visitor.page.mouse.up()
    expect(visitor.page).to_have_url(re.compile("start="))
    start, seen = get(visitor, "scene.start"), get(visitor, "scene.runs.map((run) => [...run.record.x.slice(0, 40)])")
    assert start == pytest.approx([1, 1], abs=0.05)

    address = visitor.page.url
    experiment, notes = Experiment.from_query(unquote(address.split("?")[1]).replace("+", "%2B").replace(" ", "+"))
    assert notes == [] and experiment.formula == "x^2+k*y^2" and list(experiment.start) == start
    open_stage(visitor, address.removeprefix(visitor.url))
    assert get(visitor, "scene.surface.text") == "x^2+k*y^2" and get(visitor, "scene.start") == start
    again = get(visitor, "scene.runs.map((run) => [...run.record.x.slice(0, 40)])")
    assert len(again) == 5
    for a, b in zip(seen, again, strict=True):
        assert a == pytest.approx(b, rel=1e-5, abs=1e-5)  # Python's records travel in single precision
    assert visitor.errors == [] and visitor.abroad == []


def test_a_slip_keeps_the_picture_and_says_where_it_is(visitor: Visitor):
    open_stage(visitor, "/formula?lang=en&formula=x^2%2By^2")
    with visitor.rerun():
        type_formula(visitor, "x^2 + 2y^2")
    alert = visitor.page.get_by_role("alert").filter(has_text="An operator is missing here; for a product write 2*y.")
    expect(alert).to_be_visible()
    expect(alert.locator("mark")).to_have_text("y")
    expect(visitor.page.get_by_label("A formula in x and y")).to_have_value("x^2 + 2y^2")
    assert get(visitor, "scene.surface.text") == "x^2+y^2"


def test_undo_does_not_put_the_runs_of_one_formula_on_another(visitor: Visitor):
    open_stage(visitor, "/formula?lang=en&formula=x^2%2By^2")
    type_formula(visitor, "x^4 + y^2")
    wait_for_surface(visitor, "x^4+y^2")
    visitor.page.keyboard.press("Escape")
    visitor.page.get_by_role("button", name="Undo").click()
    wait_for_surface(visitor, "x^2+y^2")
    expect(visitor.page.get_by_label("A formula in x and y")).to_have_value("x^2+y^2")


def test_where_the_formula_is_undefined_there_is_no_value_and_runs_end_there(visitor: Visitor):
    open_stage(visitor, "/formula?lang=en&formula=y^2-log(x)*(x-3)&start=0.2,1&run=gradient_descent(lr=0.5)&steps=40")
    assert get(visitor, "Number.isNaN(scene.surface.value(-1, 0))")
    assert get(visitor, "scene.runs[0].record.status") == "undefined"
    visitor.sees("left the domain of the function")


def test_another_window_is_looked_through(visitor: Visitor):
    open_stage(visitor, "/formula?lang=en&formula=x^2%2By^2&window=-1,2,-3,4")
    assert get(visitor, "scene.surface.domain") == [[-1, 2], [-3, 4]]
    visitor.page.get_by_role("button", name="Window").click()
    right = visitor.page.get_by_label("Right", exact=True)
    right.fill("5")
    with visitor.rerun():
        right.press("Enter")
    visitor.page.wait_for_function(f"{STAGE}.scene.surface.domain[0][1] === 5")
    assert get(visitor, "panels.map.frame.toX(5)") > get(visitor, "panels.map.frame.toX(4.9)")
