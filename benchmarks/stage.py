"""The stage in a real browser: frames while playing and dragging, messages, waits, beside native Plotly frames."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.timing import heading, row, spread
from experiments import Entry, Experiment
from tests.browser.chromium import FLAGS, present
from tests.browser.visitor import Visitor
from tests.server import ROOT, free_port, running
from ui.stage.payload import build_payload

FOREVER = ("gradient_descent", "heavy_ball", "nesterov", "adam")  # with these knobs none of them stops early
SLOW = {"gradient_descent": 1e-4, "heavy_ball": 1e-4, "nesterov": 1e-4, "adam": 0.05}
RUNS = tuple(Entry(key, {"lr": SLOW[key]}) for key in FOREVER)
BUSY = Experiment(surface="himmelblau", steps=500, entries=RUNS * 2)
FOUR = Experiment(surface="himmelblau", steps=300, entries=RUNS)
# Four panels, each with methods that have much to show: matrices, memories, searches, regions.
PANEL = "surface=rosenbrock;run=adam(lr=0.002);run=bfgs;run=trust_region_dogleg(radius=0.01);run=nesterov(lr=0.00001)"
SIDES = "&".join(f"{letter}={PANEL}" for letter in "abcd") + "&amount=500"
ALL_KINDS = "gradient momentum step ellipse accumulators model region directions points questions box".split()

MEASURE = (Path(__file__).parent / "measure.js").read_text(encoding="utf-8")
READY = "globalThis.__stages?.size && [...globalThis.__stages.values()][0].scene?.runs.length"
WINDOW = {"width": 1280, "height": 900}


def main() -> None:
    """Start the app and a browser, and measure."""
    heading("The stage in headless Chromium")
    row("payload with formulas, 8 runs × 500 steps", f"{len(build_payload(BUSY, BUSY.run())) / 1000:.0f} kB")
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=present(), args=FLAGS)
        with running(Path(folder) / "log.txt") as server:
            first_picture(browser, server.url)
            visitor = Visitor(browser.new_page(viewport=WINDOW), server.url)
            open_stage(visitor, BUSY)
            played(visitor)
            dragged(visitor)
            explained(visitor)
            side_by_side(visitor)
            open_stage(visitor, FOUR)
            ours = visitor.page.evaluate("measure.answers(25)")
        with native_app() as url:
            theirs = native_answers(browser, url)
        browser.close()
    row("knob released → Python's record on the stage, 4 × 300", "", spread(ours))
    row("slider released → native Plotly frames drawn, 4 × 300", "", spread(theirs))
    row("ratio of the medians", f"{statistics.median(theirs) / statistics.median(ours):.1f} times")


def open_stage(visitor: Visitor, experiment: Experiment) -> None:
    visitor.open(f"/playground?{experiment.to_query()}")
    visitor.page.wait_for_function(READY)
    visitor.page.wait_for_timeout(1500)
    visitor.page.evaluate(MEASURE)


def first_picture(browser: Browser, url: str) -> None:
    """A new browser context each time, so nothing is cached; the first visit also warms the server."""
    waits = []
    for _ in range(4):
        context = browser.new_context(viewport=WINDOW)
        page = context.new_page()
        start = time.perf_counter()
        page.goto(f"{url}/playground", wait_until="commit")
        page.wait_for_function(READY, polling=20)
        waits.append(1e3 * (time.perf_counter() - start))
        context.close()
    cold, *warm = waits
    first = f"the server's first visitor: {cold:.0f} ms"
    row("first picture, cold browser", f"{statistics.median(warm):.0f} ms", first)


def played(visitor: Visitor) -> None:
    """Frames a second, and messages, while playing and stepping."""
    sent = len(visitor.frames.sent)
    times = visitor.page.evaluate("measure.playing(4000)")
    for key in ("Home", "ArrowRight", "ArrowRight", "ArrowLeft", "End"):
        visitor.page.keyboard.press(key)
    visitor.page.wait_for_timeout(600)
    row("playing 8 × 500", *rate(times))
    row("websocket messages while playing and stepping", f"{len(visitor.frames.sent) - sent}")


def explained(visitor: Visitor) -> None:
    """Playing while the inspector is read."""
    visitor.page.locator(".anatomy").scroll_into_view_if_needed()
    row("playing 8 × 500, inspector in view", *rate(visitor.page.evaluate("measure.playing(4000)")))


def side_by_side(visitor: Visitor) -> None:
    """Four panels on one clock with every overlay on, and the inspector of one of them in view."""
    page = visitor.page
    visitor.open(f"/compare?{SIDES}")
    page.wait_for_function(
        "[...(globalThis.__stages?.values() ?? [])].filter((stage) => stage.scene?.runs.length).length === 4"
    )
    page.wait_for_timeout(1500)
    page.evaluate(MEASURE)
    page.evaluate("(kinds) => measure.showAll(kinds)", ALL_KINDS)
    sent = len(visitor.frames.sent)
    row("playing 4 panels × 4 × 500, every overlay", *rate(page.evaluate("measure.playing(4000)")))
    page.locator(".anatomy:visible").scroll_into_view_if_needed()
    row("… with the shared inspector in view", *rate(page.evaluate("measure.playing(4000)")))
    row("websocket messages meanwhile", f"{len(visitor.frames.sent) - sent}")


def dragged(visitor: Visitor) -> None:
    """Frames a second while the start is dragged: 8 × 500 steps anew in each, and no message until the release."""
    page, sent = visitor.page, len(visitor.frames.sent)
    x, y = page.evaluate("measure.handle()")
    page.mouse.move(x, y)
    page.mouse.down()
    found = page.evaluate("([x, y]) => measure.dragging(x, y, 180)", [x, y])
    messages = len(visitor.frames.sent) - sent
    page.mouse.up()
    value, note = rate(found["times"])
    row("dragging the start, 8 × 500 live", value, f"{note}; {found['complete']} of {len(found['times'])} complete")
    row("websocket messages while dragging", f"{messages}")


def rate(times: list[float]) -> tuple[str, str]:
    """Frames a second, and what 95 % of the frames stay below."""
    late = sorted(times)[int(0.95 * len(times))]
    return f"{1000 * len(times) / sum(times):.0f} frames/s", f"95 % within {late:.0f} ms"


@contextmanager
def native_app() -> Iterator[str]:
    """The peer app, while it is measured."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", "benchmarks/native_app.py"]
    command += [f"--server.port={port}", "--server.headless=true"]
    quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen(command, cwd=ROOT, **quiet)
    try:
        time.sleep(4)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


def native_answers(browser: Browser, url: str) -> list[float]:
    """The same for a Streamlit slider above a Plotly figure with frames."""
    page: Page = browser.new_page(viewport=WINDOW)
    page.goto(url)
    page.wait_for_selector(".js-plotly-plot .main-svg", timeout=60_000)
    page.wait_for_timeout(3000)
    page.evaluate(MEASURE)
    page.get_by_role("slider").focus()
    waits = []
    for i in range(15):
        page.evaluate("measure.nativeAnswer()")
        page.keyboard.press("ArrowRight" if i % 2 == 0 else "ArrowLeft")
        waits.append(page.evaluate("window.nativeDrawn"))
        page.wait_for_timeout(500)
    page.close()
    return waits
