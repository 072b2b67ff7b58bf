"""The page of constraints in a real browser: touch a start or a level, and everything answers without the server."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from playwright.sync_api import expect

from experiments import ConstrainedExperiment
from tests.browser.onstage import Desk, OnStage
from tests.browser.visitor import Visitor
from ui.constrained.words import OUTLOOKS, SAYS

PAGE = "/constrained?lang=en&"


@pytest.fixture
def desk(visitor: Visitor) -> Desk:
    return Desk(visitor, PAGE + "problem=nw_disk&run=sqp&run=interior_point&start=1,0.5")


def test_playing_and_dragging_ask_the_server_nothing_and_letting_go_asks_once(desk: Desk):
    sent = len(desk.visitor.frames.sent)
    desk.page.get_by_role("button", name="To the start").click()
    desk.page.get_by_role("button", name="Play", exact=True).click()
    desk.wait_for("clock.at > 0")
    first = desk.get("panels.multipliers.drawn.numbers")
    desk.hold_start_at(-1, 0.7)
    assert desk.get("scene.start") == pytest.approx([-1, 0.7], abs=0.05)
    assert desk.get("panels.multipliers.drawn.numbers") != first
    assert len(desk.visitor.frames.sent) == sent
    with desk.visitor.rerun():
        desk.page.mouse.up()
    desk.page.wait_for_function("location.search.includes('start=-')")


def test_a_level_in_the_hand_moves_the_set_and_the_verdict_follows_when_it_is_let_go(desk: Desk):
    sent = len(desk.visitor.frames.sent)
    edge = desk.get("panels.map.edges[0].words")
    desk.page.locator(".surface-card input[type=range]").focus()
    desk.page.keyboard.down("ArrowLeft")
    desk.page.keyboard.down("ArrowLeft")
    level = desk.get("scene.surface.values.b")
    assert level < 0 and desk.get("panels.map.edges[0].words") != edge
    assert len(desk.visitor.frames.sent) == sent
    with desk.visitor.rerun():
        desk.page.keyboard.up("ArrowLeft")
    desk.page.wait_for_function("location.search.includes('problem=nw_disk(b=-')")
    experiment, notes = ConstrainedExperiment.from_query(desk.page.evaluate("location.search"))
    assert notes == [] and experiment.surface_knobs == {"b": level}
    desk.wait_for("scene.surface.minima.length === 1")
    (best,) = desk.get("scene.surface.minima")
    assert best[:2] == pytest.approx([-np.sqrt((2 + level) / 2)] * 2, abs=1e-6)


def test_the_way_back_leads_to_what_was_there(desk: Desk):
    desk.page.locator(".surface-card input[type=range]").focus()
    with desk.visitor.rerun():
        desk.page.keyboard.press("ArrowLeft")
    assert desk.get("scene.surface.values.b") < 0
    desk.page.wait_for_function("location.search.includes('b=')")
    with desk.visitor.rerun():
        desk.page.get_by_role("button", name="Undo").click()
    assert desk.get("scene.surface.values.b") == 0
    desk.page.wait_for_function("!location.search.includes('b=')")


@pytest.mark.parametrize(
    ("link", "answer"),
    [
        ("problem=own&min=x&st=x^2%2By^2<=0&run=log_barrier", SAYS["no interior"]),
        ("problem=cusp&run=sqp&steps=300", SAYS["no multiplier"]),
        ("problem=own&min=x%2By&st=x^2%2By^2<=-1&run=sqp&steps=200", SAYS["infeasible"]),
        ("problem=own&min=x%2By&st=x^2%2By^2<=-1", OUTLOOKS["empty"]),
        ("problem=own&min=x%2By&st=x-y=0&run=sqp", OUTLOOKS["unbounded"]),
        ("problem=own&min=y&st=(x-1)^2%2By^2<=1&st=(x%2B1)^2%2By^2<=1&run=sqp", OUTLOOKS["dependent"]),
    ],
)
def test_a_degenerate_problem_gets_a_clear_answer(new_visitor: Callable[..., Visitor], link: str, answer: str):
    desk = Desk(new_visitor(), PAGE + link)
    desk.visitor.sees(answer)
    assert desk.visitor.errors == []


def test_a_problem_that_is_typed_is_on_the_stage_and_one_with_a_fault_is_explained(desk: Desk):
    desk.open(PAGE + "problem=own&min=x^2%2By^2&st=x*y=1&run=sqp")
    field = desk.page.get_by_label("Minimise f(x, y) =")
    with desk.visitor.rerun():
        field.fill("x^2 + 4*y^2")
        field.press("Tab")
    desk.wait_for("scene.surface.text === 'x^2+4*y^2;x*y=1'")
    assert sorted(round(p[0], 4) for p in desk.get("scene.surface.minima")) == [-1.4142, 1.4142]
    with desk.visitor.rerun():
        field.fill("x^2 + 4*")
        field.press("Tab")
    desk.visitor.sees("something is missing")
    assert desk.get("scene.surface.text") == "x^2+4*y^2;x*y=1"


def test_the_saved_page_knows_its_constraints(desk: Desk):
    file = desk.page.context.new_page()
    file.goto(f"{desk.visitor.url}/healthz")
    text = file.evaluate("async () => (await fetch('/standalone?problem=half_disk&run=sqp')).text()")
    file.set_content(text)
    stage = OnStage(file)
    stage.wait_for("scene.runs.length")
    assert stage.get("scene.surface.constraints(0, 0)") == [-2, 0]
    assert stage.get("scene.runs[0].record.status") == "converged"


def test_embedded_there_is_the_stage_and_nothing_else(new_visitor: Callable[..., Visitor]):
    visitor = new_visitor().open("/constrained?embed=true&problem=hs14&run=sqp")
    visitor.page.wait_for_selector(".stage-map canvas")
    expect(visitor.page.locator("h1, table")).to_have_count(0)


@pytest.mark.parametrize("width", [360, 390])
def test_it_fits_a_phone_in_the_dark(new_visitor: Callable[..., Visitor], width: int):
    link = "/constrained?problem=half_disk&run=interior_point&run=sqp"
    phone = new_visitor(viewport={"width": width, "height": 740}, color_scheme="dark", locale="zh-CN").open(link)
    phone.page.wait_for_selector(".stage-multipliers canvas")
    phone.settled()
    assert phone.page.evaluate("document.scrollingElement.scrollWidth") <= width
    expect(phone.page.locator("h1")).to_contain_text("约束与乘子")
    box = phone.page.locator(".stage-multipliers").bounding_box()
    assert box and box["width"] <= width and box["height"] > 180
