"""Roots on the stage: the lines drawn are the numbers of the trace, and the start is dragged along the axis."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from experiments import RootExperiment
from optim_core import ROOT_METHODS
from surfaces import ROOTS
from tests.browser.stage_alone import Stage
from tests.browser.stillness import settled
from tests.browser.visitor import Visitor

REAL = [key for key, problem in ROOTS.items() if not problem.is_complex]
STEP = 1


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    return new_page(viewport={"width": 1200, "height": 1400})


def opened(page: Page, link: str) -> Stage:
    return Stage(page, link, kind=RootExperiment)


def lines(stage: Stage) -> list[dict[str, Any]]:
    """The lines of the inspected run as they were drawn last, one for each iterate that has been reached."""
    drawn: list[dict[str, Any]] = stage.get("stage.panels.tangents.drawn.lines")
    return drawn


def place(stage: Stage, x: float, y: float) -> tuple[float, float]:
    """Where a point of the curve lies on the page."""
    px, py = stage.get(f"(({{ frame }}) => [frame.toX({x}), frame.toY({y})])(stage.panels.tangents)")
    box = stage.page.locator(".stage-tangents .map-plane").bounding_box()
    assert box
    return box["x"] + px, box["y"] + py


@pytest.mark.parametrize("ground", REAL)
def test_every_line_begins_on_the_curve_and_meets_the_axis_where_the_method_says(page: Page, ground: str) -> None:
    methods = [key for key in ROOT_METHODS if key != "damped_newton_raphson"]
    stage = opened(page, f"equation={ground}&steps=8&" + "&".join(f"run={key}" for key in methods))
    for i, trace in enumerate(stage.experiment.run()):
        stage.get(f"stage.select(scene.runs[{i}].id)")
        stage.settled()
        last, drawn = int(trace.last), lines(stage)
        assert len(drawn) == last + 1
        np.testing.assert_allclose([line["x"] for line in drawn], trace.x[: last + 1, 0], rtol=1e-9, atol=1e-12)
        for k, line in enumerate(drawn[:-1]):
            assert line["slope"] == pytest.approx(trace.info["slope"][k, 0], rel=1e-9)
            assert line["meets"] == pytest.approx(trace.x[k + 1, 0], rel=1e-9, abs=1e-12)


def test_the_start_is_dragged_along_the_axis_and_every_line_follows_in_the_hand(page: Page) -> None:
    stage = opened(page, "equation=arctan&start=1")
    page.mouse.move(*place(stage, 1, 0))
    page.mouse.down()
    page.mouse.move(*place(stage, 1.25, 0.7), steps=4)
    x, y = stage.get("scene.start")
    assert x == pytest.approx(1.25, abs=0.02) and y == 0
    (trace,) = RootExperiment.from_query(f"equation=arctan&start={x}")[0].run()
    assert [line["x"] for line in lines(stage)] == pytest.approx(trace.x[: int(trace.last) + 1, 0], rel=1e-9, abs=1e-14)
    assert stage.edits == []
    page.mouse.move(*place(stage, 2, 0.2), steps=3)
    page.mouse.up()
    assert stage.get("scene.runs[0].record.status") == "diverged"
    assert [edit["start"] for edit in stage.edits] == [stage.get("scene.start")]


def test_the_handle_obeys_the_keys_and_says_where_it_is(page: Page) -> None:
    stage = opened(page, "equation=sqrt2&start=1")
    handle = page.get_by_role("button", name="Start x 1. Drag it")
    handle.focus()
    page.keyboard.press("Shift+ArrowRight")
    expect(page.get_by_role("button", name="Start x 1.2. Drag it")).to_be_focused()
    page.keyboard.press("ArrowUp")
    assert stage.get("scene.start") == [1.2, 0]
    expect(page.get_by_role("img", name="Curve of Square root of two and the lines down to its axis")).to_have_count(1)


def test_a_damped_step_stops_where_it_is_short_and_a_doubled_one_goes_past_the_axis(page: Page) -> None:
    stage = opened(page, "equation=arctan&start=3&run=damped_newton_raphson&steps=3")
    (trace,) = stage.experiment.run()
    first, second = lines(stage)[:2]
    assert trace.info["alpha"][0] < 1
    assert second["x"] == pytest.approx(first["x"] + trace.info["alpha"][0] * (first["meets"] - first["x"]))
    stage = opened(page, "equation=double_root&start=2&run=newton_raphson(times=2)")
    assert [line["x"] for line in lines(stage)][:2] == [2, 1] and lines(stage)[0]["meets"] == 1.5


def test_a_level_tangent_is_drawn_although_no_step_leads_on(page: Page) -> None:
    stage = opened(page, "equation=sqrt2&start=0")
    (line,) = lines(stage)
    assert (line["x"], line["height"], line["slope"]) == (0, -2, 0)
    assert stage.get("scene.runs[0].record.status") == "undefined"


def test_a_line_from_far_away_has_the_right_slope_in_the_picture(page: Page) -> None:
    stage = opened(page, "equation=arctan&start=1.5")
    (trace,) = stage.experiment.run()
    far = float(trace.x[5, 0])
    assert abs(far) > 1000
    stage.seek(5)
    height = np.arctan(far) + (0 - far) / (1 + far * far)
    pixel = """((px, py) => {
      const canvas = stage.panels.tangents.front, ratio = canvas.width / canvas.clientWidth;
      return [...canvas.getContext("2d").getImageData(Math.round(px * ratio), Math.round(py * ratio), 1, 1).data];
    })"""
    frame = "stage.panels.tangents.frame"
    *_, alpha = stage.get(f"{pixel}({frame}.toX(-4.5), {frame}.toY({height}))")
    assert alpha > 0


NUMBER = str.maketrans("−", "-")


def told(text: str) -> complex:
    """A number as the inspector writes it: 1.3, or 1.3 − 0.5i."""
    plain = text.strip("()").translate(NUMBER).replace(" ", "").replace("i", "j")
    assert "×" not in plain, text
    return complex(plain.replace("+j", "+1j").replace("-j", "-1j"))


@pytest.mark.parametrize("key", ROOT_METHODS)
@pytest.mark.parametrize("link", ["equation=newton_wallis&start=3.2", "equation=z3_minus_1&start=-1.2,0.7"])
def test_the_inspector_shows_the_numbers_of_the_trace(page: Page, key: str, link: str) -> None:
    stage = opened(page, f"{link}&run={key}&at={STEP}")
    (trace,) = stage.experiment.run()
    page.locator(".anatomy").scroll_into_view_if_needed()
    expect(page.locator(".anatomy-title")).to_have_text(f"{trace.method.about.name}: step {STEP} → {STEP + 1}")
    stage.settled()
    fields = {f"next {name}": trace.state[name][STEP + 1] for name in trace.state}
    fields |= {f"info {name}": trace.info[name][STEP] for name in trace.info}
    for row in page.locator(".anatomy-row").all():
        expected = np.atleast_1d(fields[row.get_attribute("data-field") or ""])
        shown = told(row.locator(".anatomy-value").inner_text())
        assert shown == pytest.approx(complex(*expected), rel=2e-3, abs=1e-3), row.get_attribute("data-field")


def test_numbers_are_put_into_the_formula_as_numbers(page: Page) -> None:
    stage = opened(page, "equation=sqrt2&start=3&at=0")
    page.locator(".anatomy").scroll_into_view_if_needed()
    row = page.locator('[data-field="info d"] .anatomy-right')
    expect(row).to_contain_text("1.167")
    assert stage.get("scene.runs[0].record.x[2]") == pytest.approx(3 - 7 / 6)
    expect(page.locator('[data-field="info fx"] .anatomy-right')).to_contain_text("f(3)")


def test_what_is_minimised_elsewhere_is_a_size_here(page: Page) -> None:
    opened(page, "equation=arctan&start=1.3&at=2")
    expect(page.locator(".run-card").first).to_contain_text("|f| = 0.7")
    expect(page.locator(".anatomy-summary")).to_contain_text("|f| falls from")
    expect(page.get_by_role("button", name="derivative evaluations")).to_be_visible()
    expect(page.locator(".view-tabs")).to_be_hidden()


@pytest.mark.parametrize("width", [360, 720, 1100, 1700])
def test_nothing_sticks_out_at_any_width(page: Page, width: int) -> None:
    stage = opened(page, "equation=arctan&start=1.5&run=newton_raphson&run=halley")
    stage.resize(width, 760)
    assert stage.pieces_that_stick_out() == []
    box = page.locator(".stage-tangents").bounding_box()
    assert box and box["height"] >= 250


STAGE = "[...globalThis.__stages.values()][0]"


def test_nothing_that_plays_or_is_held_asks_the_server_and_what_is_let_go_is_in_the_address(visitor: Visitor) -> None:
    visitor.open("/root_finding?equation=arctan&start=1.5&at=0")
    page = visitor.page
    page.wait_for_function("globalThis.__stages?.size === 1")
    page.wait_for_load_state("networkidle")
    settled(page)
    sent = len(visitor.frames.sent)
    page.get_by_role("button", name="Play", exact=True).click()
    page.wait_for_function(f"() => {STAGE}.scene.at >= 7")
    page.wait_for_function(f"() => {STAGE}.panels.tangents.drawn.k === 6")  # the last step is explained
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_visible()
    handle = page.locator(".map-handle")
    box = handle.bounding_box()
    assert box
    page.mouse.move(box["x"] + 15, box["y"] + 15)
    page.mouse.down()
    page.mouse.move(box["x"] - 40, box["y"] + 15, steps=5)
    page.wait_for_function(f"() => {STAGE}.scene.runs[0].record.status === 'converged'")
    assert len(visitor.frames.sent) == sent
    with visitor.rerun():
        page.mouse.up()
    start = page.evaluate(f"() => {STAGE}.scene.start[0]")
    page.wait_for_url(f"**start={start:g}*")
    visitor.sees("arrives at x = 0")
    assert visitor.errors == []


def test_an_older_link_to_tangents_leads_to_the_page_about_them(visitor: Visitor) -> None:
    visitor.open("/newton?tangents=arctan(1.5)")
    visitor.page.wait_for_url("**/root_finding?equation=arctan&start=1.5")
    visitor.sees_heading("Roots and tangents")
    expect(visitor.page.locator(".stage-tangents canvas").first).to_be_visible()
