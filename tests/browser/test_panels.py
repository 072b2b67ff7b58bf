"""The curve and the 3-D surface in a browser: what they measure, what they hide, and what they say."""

from __future__ import annotations

import math
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.bench import put_on_bench

OKABE_ITO = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#F0E442", "#777777"]
NUMBERS = {
    "-1.2": "−1.2",
    "1.2e-5": "1.2×10⁻⁵",
    "1e-7": "10⁻⁷",
    "12345": "12345",
    "99999.9": "10⁵",
    "0.001": "0.001",
    "1/3": "0.3333",
    "-0": "0",
    "-2.5e300": "−2.5×10³⁰⁰",
    "-Infinity": "−∞",
    "NaN": "NaN",
}


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """One run that converges and one that is lost."""
    return put_on_bench(new_page(viewport={"width": 500, "height": 700}), "panels")


@pytest.mark.parametrize("colour", ["linear", "log", "symlog"])
def test_a_scale_and_its_inverse_agree(page: Page, colour: str) -> None:
    values = [-2, -1.5, 0, 3, 40, 999, 2000]
    assert page.evaluate("thereAndBack", [colour, values]) == pytest.approx(values, abs=1e-6)


def test_a_scale_clips_what_is_outside_and_keeps_nan(page: Page) -> None:
    inside = "lab.colourScale({ colour: 'log' }, 0, 10)"
    assert page.evaluate(f"[-1, 1e300, Infinity].map({inside}.to)") == [0, 1, 1]
    assert page.evaluate(f"Number.isNaN({inside}.to(NaN))")


@pytest.mark.parametrize(("number", "text"), NUMBERS.items())
def test_numbers_are_written_as_a_person_writes_them(page: Page, number: str, text: str) -> None:
    assert page.evaluate(f"lab.formatNumber({number})") == text


def test_ticks_are_round_and_inside(page: Page) -> None:
    assert page.evaluate("lab.niceTicks(-1.2, 1.1, 5)") == [-1, -0.5, 0, 0.5, 1]
    assert page.evaluate("lab.logTicks(1e-9, 100, 4)") == [1e-9, 1e-6, 1e-3, 1]


def test_a_lost_run_does_not_stretch_the_window(page: Page) -> None:
    window = page.evaluate("lab.gapWindow(scene, scene.runs, 0)")
    assert (window["low"], window["high"]) == (-2, 2)
    assert window["zeros"] and not window["tiny"]


def test_a_fall_below_the_window_is_a_deep_one(page: Page) -> None:
    """Beside a run that hardly moves, one that arrives in a single step falls six decades at least."""
    window = page.evaluate("""() => {
        const run = (fx) => ({ record: { fx, last: 2, status: "running" } });
        const [still, quick] = [run([300, 250, 200]), run([300, 1e-27, 1e-30])];
        return lab.gapWindow({ ...scene, axis: "steps", steps: 2 }, [still, quick], 0); }""")
    assert (window["low"], window["high"]) == (-3, 3)
    assert window["tiny"]


def test_without_a_best_known_value_the_lowest_point_on_the_map_counts(page: Page) -> None:
    """The values that runs reach outside the map, on their way to minus infinity, are no measure."""
    base = page.evaluate("""() => {
        const record = { x: [1, 0, 2, 0, 9, 0], fx: [-1, -4, -81], last: 2, status: "diverged" };
        return lab.baseValue({ surface: { ...scene.surface, lowest: null } }, [{ record }]); }""")
    assert base == {"value": -4, "known": False}


def test_evaluations_are_looked_up_not_rounded(page: Page) -> None:
    record = "{ last: 3, value: [0, 5, 6, 20] }"
    assert page.evaluate(f"[0, 4, 5, 19, 99].map((n) => lab.stepAt({record}, 'value', n))") == [0, 0, 1, 2, 3]


def test_the_readout_gives_every_run_and_says_what_was_lost(page: Page) -> None:
    page.locator("#curve canvas").last.hover(position={"x": 465, "y": 100})
    readout = page.locator(".panel-readout")
    expect(readout).to_have_text(re.compile(r"after 3 steps\s*good\s*0\s*lost\s*NaN"))
    page.evaluate("scene.steps = 6; scene.runsVersion += 1; draw()")
    expect(readout).to_have_text(re.compile(r"after 6 steps\s*good\s*0\s*lost\s*went away"))


def test_dragging_along_the_curve_seeks(page: Page) -> None:
    page.locator("#curve canvas").last.click(position={"x": 54 + 412 // 3, "y": 100})
    page.evaluate("scene.axis = 'gradient'; draw()")
    page.locator("#curve canvas").last.click(position={"x": 300, "y": 100})
    assert page.evaluate("told") == [1]


def test_the_axis_title_is_the_switch(page: Page) -> None:
    button = page.get_by_role("button", name="function evaluations")
    expect(button).to_have_attribute("aria-pressed", "false")
    button.click()
    assert page.evaluate("told") == ["value"]
    page.evaluate("scene.axis = 'value'; draw()")
    expect(button).to_have_attribute("aria-pressed", "true")


def test_a_wall_hides_what_lies_behind_it(page: Page) -> None:
    """Seen from positive x, a wall at x = 0 hides the floor behind it and not the floor before it."""
    seen = page.evaluate("visibility", ["Math.abs(x) < 0.6 ? 1 : 0", [[0.8, 0], [0, 0], [-0.4, 0]]])
    assert seen == ["seen", "seen", "hidden"]


def test_a_hole_in_the_surface_is_a_hole(page: Page) -> None:
    """Nothing is drawn where the value is no number, and what lies behind can be seen through it."""
    assert page.evaluate("visibility", ["x > 1 ? NaN : 0", [[0.8, 0], [0, 0]]]) == ["none", "seen"]
    wall = "Math.abs(x) < 0.6 ? (Math.abs(y) < 1 ? NaN : 1) : 0"
    assert page.evaluate("visibility", [wall, [[-0.4, 0], [-0.4, 0.6]]]) == ["seen", "hidden"]


def test_a_path_lies_on_the_ground_and_ends_where_the_picture_ends(page: Page) -> None:
    path = page.evaluate("draped", [-2, 0, 2, 0, 20, 0])
    inside = [(x, lift) for x, lift in path["places"] if not math.isnan(lift)]
    assert len(inside) > 20 and all(0 < lift < 0.05 for _, lift in inside)
    assert max(x for x, _ in inside) == pytest.approx(1, abs=1e-3)
    assert [path["places"][n][0] for n in path["steps"]] == [-0.5, 0.5, 5]


def test_the_surface_is_turned_by_hand_and_key_and_comes_home(page: Page) -> None:
    canvas = page.locator("#surface canvas").last
    shot = "pictureOfSurface"
    seen = [page.evaluate(shot)]
    canvas.hover(position={"x": 200, "y": 150})
    page.mouse.down()
    page.mouse.move(300, 520)
    page.mouse.up()
    seen.append(page.evaluate(shot))
    canvas.press("w")
    seen.append(page.evaluate(shot))
    assert len(set(seen)) == 3
    canvas.dblclick()
    assert page.evaluate(shot) == seen[0]


def test_the_runs_stand_out_from_the_ground_in_both_themes(page: Page) -> None:
    """By a WCAG contrast above 1.65 even where they meet their own lightness; the halo comes on top."""
    assert page.evaluate("worstContrast", OKABE_ITO) > 1.65
