"""Why this step: the numbers on the page are the numbers of the trace."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from experiments import Entry, Experiment
from experiments.constrained import ConstrainedExperiment
from optim_core import CONSTRAINED_METHODS, METHODS
from optim_core.constrained.verdict import lacks
from surfaces import CONSTRAINED
from tests.browser.bench import put_on_bench
from tests.browser.stillness import settled
from tests.steps import named_numbers
from tracing.dissect import anatomy_of
from tracing.program import structure_of
from tracing.setting import setting_of
from ui.stage.payload import build_payload

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

    def __init__(self, page: Page, methods: list[str], problem: str = "") -> None:
        entries = tuple(Entry(key) for key in methods)
        self.experiment = Experiment(surface="rosenbrock", start=(-1.2, 1.0), steps=30, entries=entries)
        if problem:
            self.experiment = ConstrainedExperiment(surface=problem, start=(0.5, 0.2), steps=30, entries=entries)
        self.traces = dict(zip(methods, self.experiment.run(), strict=True))
        self.ids = {key: f"r{i + 1}" for i, key in enumerate(methods)}
        self.page = put_on_bench(page, "inspector", {"payload": self.payload})

    def payload(self) -> bytes:
        return build_payload(self.experiment, list(self.traces.values()), dev=True)

    def show(self, method: str, k: int, about: dict[str, Any] | None = None) -> None:
        """Show a step as these rows tell it, or as a plain table."""
        program = self.page.evaluate("id => scene.runs.find(run => run.id === id).program", self.ids[method])
        arguments = [self.ids[method], k, {program: about} if about else None]
        self.page.evaluate("([id, k, about]) => show(id, k, about)", arguments)
        settled(self.page)

    def explain(self, method: str, k: int = STEP) -> None:
        """Show a step with the rows that the payload brings."""
        self.page.evaluate("([id, k]) => show(id, k, window.about)", [self.ids[method], k])
        settled(self.page)

    def text(self, selector: str) -> str:
        return self.page.locator(selector).inner_text()


@pytest.fixture
def adam(page: Page) -> Inspected:
    return Inspected(page, ["adam"])


@pytest.mark.parametrize("methods", PAIRS, ids=",".join)
def test_every_method_shows_what_it_computed_and_what_it_remembers(page: Page, methods: list[str]) -> None:
    inspected = Inspected(page, methods)
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


@pytest.mark.parametrize(("methods", "problem"), [*((pair, "") for pair in PAIRS), *CONSTRAINED_CASES])
def test_what_the_page_computes_between_the_records_is_what_the_formula_says(
    page: Page, methods: list[str], problem: str
) -> None:
    inspected = Inspected(page, methods, problem)
    for key, trace in inspected.traces.items():
        inspected.explain(key)
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


def test_declared_rows_put_the_recorded_numbers_into_the_sentence(adam: Inspected) -> None:
    rows = [{"name": "m", "says": "keeps {beta1:percent} of m, from x = {x}", "field": ["next", "m"]}]
    adam.show("adam", STEP, {"rows": rows})
    before = adam.traces["adam"].x[STEP]
    said = adam.text(".anatomy-says")
    assert said.startswith("keeps 90 % of m, from x = (")
    assert read(said)[1:] == pytest.approx(before, rel=1e-3)


def test_a_formula_stands_beside_itself_with_the_numbers_of_the_step(adam: Inspected) -> None:
    adam.explain("adam")
    row = adam.page.locator('[data-field="info m_hat"]')
    before_and_after = row.locator(".anatomy-right .anatomy-formula"), row.locator(".anatomy-value")
    formula, value = (read(part.inner_text()) for part in before_and_after)
    trace = adam.traces["adam"]
    assert formula[:2] == pytest.approx(trace.state["m"][STEP + 1], rel=1e-3)
    assert formula[2:] == [1, 0.9, STEP + 1]  # over 1 − 0.9ᵗ
    assert value == pytest.approx(trace.info["m_hat"][STEP], rel=1e-3)
    assert value == pytest.approx(np.array(formula[:2]) / (1 - 0.9 ** (STEP + 1)), rel=1e-3)


def test_the_sentence_names_letters_and_shares(adam: Inspected) -> None:
    adam.explain("adam")
    assert adam.text('[data-field="next m"] .anatomy-says') == "m keeps 90 % of what it was and takes 10 % of g."
    corrected = adam.text('[data-field="info v_hat"] .anatomy-says')
    assert read(corrected)[-2:] == pytest.approx([STEP + 1, 1 - 0.999 ** (STEP + 1)], rel=1e-3)


def test_of_a_choice_only_the_line_that_counts_is_bright(page: Page) -> None:
    inspected = Inspected(page, ["heavy_ball"])
    counts = "rows => rows.map(row => !row.classList.contains('is-out'))"
    for k, expected in ((0, [True, False]), (STEP, [False, True])):
        inspected.explain("heavy_ball", k)
        lines = inspected.page.locator('[data-field="next b"] .anatomy-left mtr')
        assert lines.evaluate_all(counts) == expected


def test_a_run_that_only_python_can_make_shows_its_formulas_without_numbers(adam: Inspected) -> None:
    adam.page.evaluate("scene.runs[0].live = false; scene.runsVersion += 1")
    adam.explain("adam")
    rows = adam.page.evaluate("Object.values(about)[0].rows")
    expect(adam.page.locator(".anatomy-row:visible")).to_have_count(len(rows))
    assert adam.page.locator(".anatomy-left math").count() >= 7
    expect(adam.page.locator(".anatomy-right:visible")).to_have_count(0)
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
    expect(adam.page.locator('[data-field="next x"] .is-new')).to_have_count(2)
    adam.page.evaluate("scene.runs[0].values.lr = 0; rerun(scene); inspector.overlay(scene)")
    expect(adam.page.locator('[data-field="next x"] .is-new')).to_have_count(0)
