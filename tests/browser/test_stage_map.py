"""The map: heads stand where the numbers say, lost runs are named in words, and it fits a phone."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from tests.browser.stage_alone import Stage

PIXEL = """((name, px, py) => {
  const canvas = stage.panels.map[name];
  const ratio = canvas.width / canvas.clientWidth;
  const pixel = canvas.getContext("2d").getImageData(Math.round(px * ratio), Math.round(py * ratio), 1, 1);
  return [...pixel.data.slice(0, 3)];
})"""


def colour_at(stage: Stage, x: float, y: float, canvas: str = "front", right: float = 0) -> list[int]:
    """The colour drawn at a point of the surface, or some pixels to the right of it."""
    return stage.get(f"{PIXEL}('{canvas}', stage.panels.map.frame.toX({x}) + {right}, stage.panels.map.frame.toY({y}))")


def test_the_head_stands_where_the_trace_says(page: Page) -> None:
    stage = Stage(page, "surface=himmelblau&start=0,0&run=adam&steps=60")
    (trace,) = stage.experiment.run()
    blue = [0x00, 0x72, 0xB2]
    for k in (5, 30, 60):
        stage.seek(k)
        assert colour_at(stage, *trace.x[k]) == blue, k
    stage.seek(5)
    assert colour_at(stage, *trace.x[60]) != blue


def test_a_minimum_is_a_ring_and_a_saddle_is_not(page: Page) -> None:
    stage = Stage(page, "surface=himmelblau&run=adam&steps=20")
    muted = [int(part) for part in stage.get("scene.theme.muted").strip("rgb()").split(",")]
    assert np.allclose(colour_at(stage, 3, 2, "ground", right=7), muted, atol=25)
    (x, y, *_), *_ = stage.get("scene.surface.saddles")
    assert np.allclose(colour_at(stage, x, y, "ground"), muted, atol=25)
    assert not np.allclose(colour_at(stage, x, y, "ground", right=7), muted, atol=25)


def test_a_diverged_run_is_named_in_words_and_moves_no_axis(page: Page) -> None:
    stage = Stage(page, "surface=himmelblau&run=gradient_descent(lr=1)&run=adam&steps=50")
    assert stage.get("scene.runs[0].record.status") == "diverged"
    assert stage.get("stage.panels.map.frame.view") == stage.get("scene.surface.domain")
    (words,) = stage.get("stage.panels.map.labels.map(({ words }) => words)")
    assert words == f"Gradient descent: diverged at step {stage.get('scene.runs[0].record.last')}"
    stage.seek(0)
    assert stage.get("stage.panels.map.labels") == []


def test_labels_of_lost_runs_do_not_cover_each_other(page: Page) -> None:
    lost = "&".join(f"run=gradient_descent(lr={lr})" for lr in (0.5, 0.6, 0.7, 0.8, 0.9))
    stage = Stage(page, f"surface=himmelblau&{lost}&steps=50")
    boxes = stage.get(
        "stage.panels.map.labels.map(({ left, top, width, height }) => [left, top, left + width, top + height])"
    )
    assert len(boxes) == 5
    for i, (left, top, right, bottom) in enumerate(boxes):
        for other in boxes[:i]:
            assert right <= other[0] or other[2] <= left or bottom <= other[1] or other[3] <= top


def test_pointing_reads_the_surface_and_the_step_that_lies_there(page: Page) -> None:
    stage = Stage(page, "surface=himmelblau&start=0,0&run=adam&steps=60")
    (trace,) = stage.experiment.run()
    stage.page.mouse.move(*stage.place(-3, -1))
    x, y = stage.get("[scene.pointer.x, scene.pointer.y]")
    assert stage.get("scene.pointer.f") == pytest.approx(float(stage.experiment.problem().value(np.array([x, y]))))
    words = stage.page.locator(".map-readout")
    expect(words).to_have_text(re.compile(r"^x −3.*f "))
    expect(words).not_to_contain_text("Adam")
    stage.page.mouse.move(*stage.place(*trace.x[20]))
    expect(words).to_contain_text("Adam, step ")


def test_zoom_keeps_the_point_under_the_pointer_and_home_shows_all(page: Page) -> None:
    stage = Stage(page, "surface=himmelblau&run=adam&steps=20")
    where = stage.place(3, 2)
    stage.page.mouse.move(*where)
    stage.page.keyboard.down("Control")
    stage.page.mouse.wheel(0, -300)
    stage.page.keyboard.up("Control")
    stage.wait_for("panels.map.frame.view[0][1] - panels.map.frame.view[0][0] < 12")
    assert np.allclose(stage.place(3, 2), where, atol=1.5)
    stage.page.get_by_role("button", name="Whole map").click()
    assert stage.get("stage.panels.map.frame.view") == stage.get("scene.surface.domain")
    assert stage.edits == []


@pytest.mark.parametrize("width", [360, 720, 1100, 1700])
def test_nothing_sticks_out_at_any_width(page: Page, width: int) -> None:
    stage = Stage(page, "surface=himmelblau&run=adam&run=gradient_descent&steps=20")
    stage.resize(width, 760)
    assert stage.pieces_that_stick_out() == []
    map_box, bar = page.locator(".stage-map").bounding_box(), page.locator(".transport").bounding_box()
    assert map_box and bar
    assert map_box["height"] >= 250
    assert map_box["y"] + map_box["height"] <= bar["y"] + 1


def test_a_dark_page_gets_a_dark_stage_without_a_new_payload(page: Page) -> None:
    stage = Stage(page, "surface=himmelblau&run=adam&steps=20")
    assert min(colour_at(stage, 0, 5, "ground")) > 130
    dark = "document.querySelector('#host').style.setProperty('--st-background-color', '#0e1117')"
    page.evaluate(f"{dark}; again()")
    assert stage.get("scene.theme.dark")
    assert max(colour_at(stage, 0, 5, "ground")) < 130


@pytest.fixture
def phone(new_page: Callable[..., Page]) -> Page:
    return new_page(viewport={"width": 390, "height": 760}, has_touch=True, is_mobile=True)


class Fingers:
    """Fingers on a screen, as the browser's own input."""

    def __init__(self, page: Page) -> None:
        self.session = page.context.new_cdp_session(page)

    def move(self, kind: str, *points: tuple[float, float]) -> None:
        touches = [{"x": x, "y": y, "id": i} for i, (x, y) in enumerate(points)]
        self.session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touches})

    def drag(self, *ways: tuple[tuple[float, float], tuple[float, float]]) -> None:
        """Each finger from one point to another, in ten moves."""
        self.move("touchStart", *(start for start, _ in ways))
        for step in np.linspace(0.1, 1, 10):
            self.move("touchMove", *((a + step * (c - a), b + step * (d - b)) for (a, b), (c, d) in ways))
        self.move("touchEnd")


def where(stage: Stage, x: float, y: float) -> tuple[float, float]:
    """Which point of the surface lies at a point of the page."""
    box = stage.page.locator(".map-plane").bounding_box()
    assert box
    frame = "stage.panels.map.frame"
    found = stage.get(f"[{frame}.fromX({x - box['x']}), {frame}.fromY({y - box['y']})]")
    return found[0], found[1]


def test_two_fingers_hold_two_points_of_the_map(phone: Page) -> None:
    stage = Stage(phone, "surface=himmelblau&start=-5,-5&run=adam&steps=40")
    a, b = stage.place(-1, 0), stage.place(1, 1)
    c, d = (a[0] - 30, a[1] + 20), (b[0] + 40, b[1] - 10)
    Fingers(phone).drag((a, c), (b, d))
    middle = ((c[0] + d[0]) / 2, (c[1] + d[1]) / 2)
    (left, right), _ = stage.get("scene.view")
    grown = np.hypot(d[0] - c[0], d[1] - c[1]) / np.hypot(b[0] - a[0], b[1] - a[1])
    assert right - left == pytest.approx(12 / grown, rel=1e-3)
    assert where(stage, *middle) == pytest.approx((0, 0.5), abs=0.02)
    assert phone.evaluate("visualViewport.scale") == 1  # the page itself stays as it was
    assert stage.get("scene.start") == list(stage.experiment.start)
    assert stage.edits == []


def test_two_fingers_in_step_move_the_map_and_leave_its_scale(phone: Page) -> None:
    stage = Stage(phone, "surface=himmelblau&run=adam&steps=40")
    a, b = stage.place(-2, 0), stage.place(2, 0)
    Fingers(phone).drag((a, (a[0] + 50, a[1] + 30)), (b, (b[0] + 50, b[1] + 30)))
    (left, right), (bottom, top) = stage.get("scene.view")
    assert (right - left, top - bottom) == pytest.approx((12, 12))
    assert where(stage, a[0] + 50, a[1] + 30) == pytest.approx((-2, 0), abs=0.02)


def test_one_finger_scrolls_the_page_over_the_map(phone: Page) -> None:
    stage = Stage(phone, "surface=himmelblau&run=adam&steps=40")
    x, y = stage.place(0, 2)
    Fingers(phone).drag(((x, y), (x, y - 80)))
    phone.wait_for_function("scrollY > 40")
    assert stage.get("scene.view") is None
    assert stage.get("scene.start") == list(stage.experiment.start)


def test_a_wheel_scrolls_the_page_over_the_map(page: Page) -> None:
    page.set_viewport_size({"width": 1200, "height": 500})
    stage = Stage(page, "surface=himmelblau&run=adam&steps=40")
    page.mouse.move(*stage.place(0, 2))
    page.mouse.wheel(0, 100)
    page.wait_for_function("scrollY > 60")
    assert stage.get("scene.view") is None


def test_lines_close_around_the_bottom_of_a_narrow_valley(page: Page) -> None:
    stage = Stage(page, "surface=quadratic(kappa=100,angle=0)&start=-3,2&run=adam&steps=5")
    heights = stage.experiment.problem().value(np.array([np.linspace(0.3, 3.9, 400), np.zeros(400)]))
    assert heights.max() < 1100 / 16  # the whole way is in the lowest band
    xs, at = np.linspace(0.3, 3.9, 400).tolist(), "panels.map.frame.toX(x), panels.map.frame.toY(0)"
    along = stage.get(f"{xs}.map((x) => {PIXEL}('ground', {at}))")
    darker = [sum(colour) < sum(along[-1]) - 25 for colour in along]
    lines = sum(now and not before for before, now in pairwise(darker))
    assert lines >= 3
