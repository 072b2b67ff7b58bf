"""The main job in a real browser: play, scrub, step, drag, turn a knob, send the link, and find it all again."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import unquote

import pytest
from playwright.sync_api import expect

from tests.browser.onstage import Desk
from tests.browser.visitor import Visitor
from ui.stage import SCRIPT

LINK = "/playground?lang=en&surface=himmelblau&start=-1,-1&run=gradient_descent&run=adam&run=bfgs&steps=120"


@pytest.fixture
def table(visitor: Visitor) -> Desk:
    """A playground that somebody sits at."""
    return Desk(visitor, LINK)


def test_playing_scrubbing_and_stepping_ask_the_server_nothing(table: Desk):
    sent = len(table.visitor.frames.sent)
    table.page.get_by_role("button", name="To the start").click()
    assert table.get("clock.at") == 0
    table.slowly()
    table.page.get_by_role("button", name="Play", exact=True).click()
    table.wait_for("clock.playing && 4 < scene.at && scene.at < 120")
    table.page.keyboard.press("Space")
    assert not table.get("clock.playing")
    stopped = table.get("clock.at")
    table.page.keyboard.press("ArrowLeft")
    table.page.keyboard.press("ArrowLeft")
    assert table.get("clock.at") == stopped - 2
    table.page.keyboard.press("PageDown")
    assert table.get("clock.at") == stopped - 1
    table.page.get_by_role("slider", name="Step", exact=True).fill("77")
    assert table.at == 77
    table.page.wait_for_url("**&at=77")
    assert len(table.visitor.frames.sent) == sent
    assert table.visitor.errors == []


def test_a_dragged_start_moves_every_path_and_is_sent_once_when_it_is_let_go(table: Desk):
    sent, before = len(table.visitor.frames.sent), table.get("scene.runs.map((run) => run.record.x[40])")
    table.hold_start_at(2.5, 3.5)
    held = table.get("scene.runs.map((run) => run.record.x[40])")
    assert all(a != b for a, b in zip(held, before, strict=True))
    assert len(table.visitor.frames.sent) == sent
    with table.visitor.rerun():
        table.page.mouse.up()
    x, y = table.get("scene.start")
    assert abs(x - 2.5) < 0.05 and abs(y - 3.5) < 0.05
    expect(table.page).to_have_url(re.compile(r"start=2\.\d+(,|%2C)3\.\d+"))


def test_python_and_the_browser_tell_the_same_story(new_visitor: Callable[..., Visitor]):
    table = Desk(new_visitor(), LINK)
    here = table.get("scene.runs.map((run) => [run.record.status, run.record.last])")
    assert here[2][0] == "converged"
    rows = table.page.get_by_role("row").filter(has_text=f"converged at step {here[2][1]}")
    expect(rows.first).to_be_visible()


def test_a_knob_moves_the_paths_at_once_and_ctrl_z_takes_it_back(table: Desk):
    before = table.get("scene.runs[0].record.x[20]")
    knob = table.page.get_by_role("slider", name=re.compile("step size")).first
    with table.visitor.rerun():
        knob.focus()
        table.page.keyboard.press("PageDown")
    assert table.get("scene.runs[0].record.x[20]") != before
    table.page.wait_for_url(lambda url: "gradient_descent(lr=" in unquote(url))
    with table.visitor.rerun():
        table.page.keyboard.press("Control+z")
    assert table.get("scene.runs[0].record.x[20]") == pytest.approx(before, rel=1e-6)


def test_the_stages_script_comes_once_and_never_with_an_answer(new_visitor: Callable[..., Visitor]):
    visitor = new_visitor()
    asked: list[str] = []
    visitor.page.on("request", lambda request: asked.append(request.url))
    table = Desk(visitor, LINK)
    received = len(visitor.frames.received)
    with visitor.rerun():
        table.page.get_by_role("slider", name=re.compile("step size")).first.press("PageDown")
    assert len([url for url in asked if "/stage/" in url]) == 1
    assert 0 < sum(visitor.frames.received[received:]) < len(SCRIPT)


def test_a_reloaded_link_finds_the_same_frame(table: Desk):
    table.page.get_by_role("slider", name="Step", exact=True).fill("31")
    table.page.wait_for_url("**&at=31")
    shown = table.get("scene.runs.map((run) => run.record.x[62])")
    table.reload()
    assert table.get("clock.at") == 31
    assert table.get("scene.runs.map((run) => run.record.x[62])") == shown


def test_switching_the_language_keeps_the_stage_as_it_is(table: Desk):
    with table.visitor.rerun():
        table.page.get_by_role("radio", name="中文").click()
    expect(table.page.get_by_role("button", name="播放", exact=True)).to_be_visible()
    assert table.get("scene.runs.map((run) => run.method)") == ["gradient_descent", "adam", "bfgs"]
    assert table.get("scene.start") == [-1, -1]


def test_the_theme_reaches_the_canvas(new_visitor: Callable[..., Visitor]):
    assert Desk(new_visitor(color_scheme="dark"), LINK).get("scene.theme.dark") is True
    assert Desk(new_visitor(color_scheme="light"), LINK).get("scene.theme.dark") is False


def test_a_broken_link_is_explained_and_the_rest_of_it_kept(new_visitor: Callable[..., Visitor]):
    link = "/playground?lang=en&surface=himmelblu&start=1,nan&run=adm(lr=0.5)&run=newton&steps=1000000000"
    table = Desk(new_visitor(), link)
    table.visitor.sees("himmelblau")
    table.visitor.sees("adam")
    assert "newton" in table.get("scene.runs.map((run) => run.method)")
    assert table.get("scene.steps") <= 2000


def test_a_diverging_run_is_called_so_and_spoils_nothing(new_visitor: Callable[..., Visitor]):
    table = Desk(new_visitor(), "/playground?lang=en&surface=rosenbrock&run=gradient_descent(lr=0.5)&run=bfgs")
    assert table.get("scene.runs.map((run) => run.record.status)") == ["diverged", "converged"]
    table.visitor.sees("diverged at step")
    assert table.get("panels.map.frame.view") == table.get("scene.surface.domain")


def test_on_a_phone_nothing_needs_sideways_scrolling(new_visitor: Callable[..., Visitor]):
    table = Desk(new_visitor(viewport={"width": 360, "height": 740}, has_touch=True), LINK)
    assert table.page.evaluate("document.documentElement.scrollWidth") <= 360
    expect(table.page.get_by_role("button", name="Play", exact=True)).to_be_in_viewport()


def test_an_embedded_playground_is_the_stage_alone(new_visitor: Callable[..., Visitor]):
    table = Desk(new_visitor(), f"{LINK}&embed=true")
    expect(table.page.get_by_role("heading", name="Playground")).to_have_count(0)
    expect(table.page.get_by_role("button", name="Play", exact=True)).to_be_visible()
