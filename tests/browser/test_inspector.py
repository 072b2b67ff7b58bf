"""Why this step: the numbers on the page are the numbers of the trace."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Browser, Route

from experiments import Entry, Experiment
from experiments.constrained import ConstrainedExperiment
from optim_core import CONSTRAINED_METHODS, METHODS
from optim_core.constrained.verdict import lacks
from surfaces import CONSTRAINED
from tests.steps import named_numbers
from tracing.dissect import anatomy_of
from tracing.program import structure_of
from tracing.setting import setting_of
from ui.stage.payload import build_payload

HERE = Path(__file__).parent
STAGE = HERE.parent.parent / "ui" / "stage"
KINDS = {".js": "text/javascript", ".css": "text/css", ".html": "text/html"}
RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
STEP = 4

KEYS = [key for key, method in METHODS.items() if "fisher" not in method.needs]  # on the surface below
PAIRS = [KEYS[i : i + 8] for i in range(0, len(KEYS), 8)]
CONSTRAINED_CASES = [  # four inequalities with corners, and an equality beside an inequality
    ([key for key in CONSTRAINED_METHODS if not lacks(CONSTRAINED_METHODS[key], CONSTRAINED[name])][i : i + 5], name)
    for name in ("diamond", "hs14")
    for i in (0, 5)
]


def read(text: str) -> list[float]:
    """The numbers a person reads in a text: (−0.5, 1.2×10⁻⁵) → [-0.5, 1.2e-05]."""
    powers = re.sub("(?:×|(?<![0-9.]))10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)", lambda found: f"e{found[1].translate(RAISED)}", text)
    plain = re.sub(r"(?<![0-9.])e(?=-?\d)", "1e", powers.replace("−", "-").replace("✓", "1").replace("✗", "0"))
    return [float(number) for number in re.findall(r"-?\d+\.?\d*(?:e-?\d+)?|NaN", plain)]


class Inspected:
    """Runs of these methods from one start, in Python and on a page."""

    def __init__(self, browser: Browser, methods: list[str], problem: str = "") -> None:
        entries = tuple(Entry(key) for key in methods)
        self.experiment = Experiment(surface="rosenbrock", start=(-1.2, 1.0), steps=30, entries=entries)
        if problem:
            self.experiment = ConstrainedExperiment(surface=problem, start=(0.5, 0.2), steps=30, entries=entries)
        self.traces = dict(zip(methods, self.experiment.run(), strict=True))
        self.ids = {key: f"r{i + 1}" for i, key in enumerate(methods)}
        self.page = browser.new_page()
        self.page.route("http://inspector.test/**", self.serve)
        self.page.goto("http://inspector.test/inspector.html")
        self.page.wait_for_function("window.ready")

    def serve(self, route: Route) -> None:
        name = route.request.url.removeprefix("http://inspector.test/")
        if name == "payload":
            route.fulfill(body=build_payload(self.experiment, list(self.traces.values()), dev=True))
            return
        file = STAGE / name if name.startswith(("js/", "css/")) else HERE / name
        route.fulfill(path=file, content_type=KINDS[file.suffix]) if file.is_file() else route.fulfill(status=404)

    def show(self, method: str, k: int, about: dict[str, Any] | None = None) -> None:
        program = self.page.evaluate("id => scene.runs.find(run => run.id === id).program", self.ids[method])
        arguments = [self.ids[method], k, {program: about} if about else None]
        self.page.evaluate("([id, k, about]) => show(id, k, about)", arguments)

    def text(self, selector: str) -> str:
        return self.page.locator(selector).inner_text()


@pytest.fixture
def adam(chromium: Browser) -> Iterator[Inspected]:
    inspected = Inspected(chromium, ["adam"])
    yield inspected
    inspected.page.close()


@pytest.mark.parametrize("methods", PAIRS, ids=",".join)
def test_every_method_shows_what_it_computed_and_what_it_remembers(chromium: Browser, methods: list[str]) -> None:
    inspected = Inspected(chromium, methods)
    for method, trace in inspected.traces.items():
        inspected.show(method, STEP)
        step = min(STEP, int(trace.last) - 1)
        fields = {f"next {name}": trace.state[name][step + 1] for name in trace.state}
        fields |= {f"info {name}": trace.info[name][step] for name in trace.info if name not in trace.state}
        shown = inspected.page.locator(".anatomy-row:visible")
        assert {row.get_attribute("data-field") for row in shown.all()} == set(fields), method
        for field, expected in fields.items():
            entries = inspected.page.locator(f'[data-field="{field}"] .anatomy-entry').all_inner_texts()
            told = np.ravel(np.asarray(expected, float))
            assert len(entries) == min(told.size, 12), (method, field)
            shown_numbers = [number for entry in entries for number in read(entry)]
            assert shown_numbers == pytest.approx(list(told[:12]), rel=1e-3, abs=1e-12), (method, field)
    inspected.page.close()


@pytest.mark.parametrize(("methods", "problem"), [*((pair, "") for pair in PAIRS), *CONSTRAINED_CASES])
def test_what_the_page_computes_between_the_records_is_what_the_formula_says(
    chromium: Browser, methods: list[str], problem: str
) -> None:
    inspected = Inspected(chromium, methods, problem)
    for i, (key, trace) in enumerate(inspected.traces.items()):
        inspected.page.evaluate("([id, k]) => show(id, k, window.about)", [f"r{i + 1}", STEP])
        kind = type(trace.method)
        anatomy = anatomy_of(kind, structure_of(trace.method), setting_of(kind, trace.problem))
        numbers = named_numbers(anatomy, trace, min(STEP, int(trace.last) - 1))
        said = inspected.page.locator(".anatomy-says").all_inner_texts()
        assert said and not [sentence for sentence in said if set("{}$") & set(sentence)], key
        for name, node in anatomy.rows:
            entries = inspected.page.locator(f'[data-field="{name.part} {name.name}"] .anatomy-entry').all_inner_texts()
            shown = [number for entry in entries for number in read(entry)]
            told = np.ravel(np.asarray(numbers[node], float))[: len(shown)]
            assert shown == pytest.approx(list(told), rel=1e-3, abs=1e-12, nan_ok=True), (key, name)
    inspected.page.close()


def test_declared_rows_put_the_recorded_numbers_into_the_sentence(adam: Inspected) -> None:
    rows = [{"name": "m", "says": "keeps {beta1:percent} of m, from x = {x}", "field": ["next", "m"]}]
    adam.show("adam", STEP, {"rows": rows})
    before = adam.traces["adam"].x[STEP]
    said = adam.text(".anatomy-says")
    assert said.startswith("keeps 90 % of m, from x = (")
    assert read(said)[1:] == pytest.approx(before, rel=1e-3)


def explained(adam: Inspected) -> None:
    """Show the step with the rows that the payload brings."""
    adam.page.evaluate("k => show('r1', k, window.about)", STEP)


def test_a_formula_stands_beside_itself_with_the_numbers_of_the_step(adam: Inspected) -> None:
    explained(adam)
    row = adam.page.locator('[data-field="info m_hat"]')
    before_and_after = row.locator(".anatomy-right .anatomy-formula"), row.locator(".anatomy-value")
    formula, value = (read(part.inner_text()) for part in before_and_after)
    trace = adam.traces["adam"]
    assert formula[:2] == pytest.approx(trace.state["m"][STEP + 1], rel=1e-3)
    assert formula[2:] == [1, 0.9, STEP + 1]  # over 1 − 0.9ᵗ
    assert value == pytest.approx(trace.info["m_hat"][STEP], rel=1e-3)
    assert value == pytest.approx(np.array(formula[:2]) / (1 - 0.9 ** (STEP + 1)), rel=1e-3)


def test_the_sentence_names_letters_and_shares(adam: Inspected) -> None:
    explained(adam)
    assert adam.text('[data-field="next m"] .anatomy-says') == "m keeps 90 % of what it was and takes 10 % of g."
    corrected = adam.text('[data-field="info v_hat"] .anatomy-says')
    assert read(corrected)[-2:] == pytest.approx([STEP + 1, 1 - 0.999 ** (STEP + 1)], rel=1e-3)


def test_of_a_choice_only_the_line_that_counts_is_bright(chromium: Browser) -> None:
    inspected = Inspected(chromium, ["heavy_ball"])
    counts = "rows => rows.map(row => !row.classList.contains('is-out'))"
    for k, expected in ((0, [True, False]), (STEP, [False, True])):
        inspected.page.evaluate("k => show('r1', k, window.about)", k)
        lines = inspected.page.locator('[data-field="next b"] .anatomy-left mtr')
        assert lines.evaluate_all(counts) == expected
    inspected.page.close()


def test_a_run_that_only_python_can_make_shows_its_formulas_without_numbers(adam: Inspected) -> None:
    adam.page.evaluate("scene.runs[0].live = false; scene.runsVersion += 1")
    explained(adam)
    assert adam.page.locator(".anatomy-row:visible").count() == len(adam.page.evaluate("Object.values(about)[0].rows"))
    assert adam.page.locator(".anatomy-left math").count() >= 7
    assert adam.page.locator(".anatomy-right:visible").count() == 0
    assert "server only" in adam.text(".anatomy-summary")
    assert adam.text('[data-field="next m"] .anatomy-says') == "m keeps 90 % of what it was and takes … of g."


def test_formulas_are_set_by_the_browser_and_bring_no_script(adam: Inspected) -> None:
    script = "<mtext><script>window.hurt = 1</script></mtext>"
    rule = f'<math><mi onclick="alert(1)">α</mi>{script}<mfrac><mi>m</mi><mn>2</mn></mfrac></math>'
    adam.show("adam", STEP, {"rule": rule, "rows": []})
    drawn = adam.page.locator(".anatomy-rule math")
    assert drawn.locator("mfrac").evaluate("node => node.namespaceURI") == "http://www.w3.org/1998/Math/MathML"
    assert drawn.locator("script").count() == 0
    assert drawn.locator("mi").first.get_attribute("onclick") is None
    assert adam.page.evaluate("window.hurt") is None


def test_the_title_names_the_step_and_the_summary_says_where_f_went(adam: Inspected) -> None:
    adam.show("adam", STEP)
    fx = adam.traces["adam"].fx
    assert adam.text(".anatomy-title") == f"Adam: step {STEP} → {STEP + 1}"
    summary = adam.text(".anatomy-summary")
    assert summary.startswith("f falls from" if fx[STEP + 1] < fx[STEP] else "f rises from")
    assert read(summary) == pytest.approx(fx[STEP : STEP + 2], rel=1e-3)


def test_a_knob_in_the_hand_changes_the_numbers_before_python_has_answered(adam: Inspected) -> None:
    adam.show("adam", STEP)
    old = adam.text('[data-field="info m_hat"] .anatomy-value')
    adam.page.evaluate("scene.runs[0].values.beta1 = 0.5; rerun(scene); inspector.overlay(scene)")
    assert adam.text('[data-field="info m_hat"] .anatomy-value') != old


def test_what_did_not_change_since_the_step_before_is_quiet(adam: Inspected) -> None:
    adam.show("adam", STEP)
    assert adam.page.locator('[data-field="next x"] .is-new').count() == 2
    adam.page.evaluate("scene.runs[0].values.lr = 0; rerun(scene); inspector.overlay(scene)")
    assert adam.page.locator('[data-field="next x"] .is-new').count() == 0
