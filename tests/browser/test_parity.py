"""The same source in a real browser and in NumPy: the same paths, verdicts and counts."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from optim_core import run
from optim_core.schedules import SCHEDULES, scheduled
from surfaces import CONSTRAINED, ROOTS
from tests.parity import (
    CORE_CONSTRAINED,
    CORE_SURFACES,
    EVERY,
    FOLLOWERS,
    LIKELIHOODS,
    PLANS,
    SQUARES,
    STEPS,
    assert_same_run,
    grounds_of,
    method_for,
    printed,
    problem_of,
    starts_of,
)
from tracing.program import structure_of
from ui.stage import as_one_script
from ui.stage.payload import print_rules
from ui.stage.schedules import print_plan
from ui.stage.surface_facts import print_surface

FOLDER = Path(__file__).parents[2] / "ui/stage/js"
RUNNER = as_one_script("".join((FOLDER / name).read_text(encoding="utf-8") for name in ("runner.js", "programs.js")))

RUN = """lab.run = (surface, K, S, start, steps) => {
  const { x, value, gradient, hessian, ...rest } = lab.runLive(lab.method, K, lab[surface], S, lab.rules, start, steps);
  return { ...rest, x: [...x], value: [...value], gradient: [...gradient], hessian: [...hessian] };
}"""


@pytest.fixture(scope="module")
def page(chromium):
    page = chromium.new_page()
    page.evaluate(f"globalThis.lab = (() => {{ {RUNNER}; return {{ runLive, underSchedule }}; }})()")
    page.evaluate(f"void ({RUN})")
    page.evaluate(f"lab.rules = ({print_rules()})")
    for name in (*CORE_SURFACES, *SQUARES, *LIKELIHOODS, *CORE_CONSTRAINED, *ROOTS):
        page.evaluate(f"lab.{name} = ({print_surface(problem_of(name))})")
    yield page
    page.close()


@pytest.mark.parametrize("key", EVERY)
def test_the_browser_takes_the_same_steps_as_numpy(page, key):
    for ground in grounds_of(key):
        problem = problem_of(ground)
        method = method_for(key, problem)
        numeric = [float(getattr(method, name)) for name in vars(method) if name not in dict(structure_of(method))]
        page.evaluate(f"lab.method = ({printed(key, ground)})")
        for start in starts_of(problem):
            here = page.evaluate(
                "([ground, K, S, start, steps]) => lab.run(ground, K, S, start, steps)",
                [ground, numeric, list(problem.values.values()), start, STEPS],
            )
            there = run(method, problem, start, STEPS)
            x = np.array(here["x"]).reshape(-1, 2)
            assert_same_run(there, x, here["status"], here["last"], here, key, ground)


@pytest.mark.parametrize("plan", PLANS)
def test_a_schedule_put_around_a_method_in_the_browser_is_the_scheduled_method_of_numpy(page, plan):
    page.evaluate(f"lab.plan = ({print_plan(SCHEDULES[plan])})")
    for key in FOLLOWERS:
        ground = grounds_of(key)[1 % len(grounds_of(key))]
        problem = problem_of(ground)
        start, method = starts_of(problem)[0], scheduled(method_for(key, problem), PLANS[plan])
        here = page.evaluate(
            """([text, ground, values, S, start, steps]) => {
                 lab.method = lab.underSchedule(new Function(`return (${text})`)(), lab.plan);
                 return lab.run(ground, lab.method.knobs.map((name) => Number(values[name])), S, start, steps);
               }""",
            [printed(key, ground), ground, vars(method), list(problem.values.values()), start, STEPS],
        )
        there = run(method, problem, start, STEPS)
        x, print_of_plan = np.array(here["x"]).reshape(-1, 2), print_plan(SCHEDULES[plan])
        assert_same_run(there, x, here["status"], here["last"], here, key, ground, print_of_plan)
        noted = [name for name, _shape in page.evaluate("lab.method.info")]
        place = noted.index("lr") - len(noted)  # what a schedule notes stands at the end, one number each
        assert [info[place] for info in here["infos"]] == pytest.approx(there.info["lr"][: int(there.last)], rel=1e-12)


@pytest.mark.parametrize("key", ["sqp", "newton_kkt", "descent_ascent", "augmented_lagrangian"])
def test_a_level_turned_in_the_browser_is_the_problem_at_that_level(page, key):
    problem = CONSTRAINED["hs14"](b1=0.4, b2=-0.2)
    method = method_for(key, problem)
    page.evaluate(f"lab.method = ({printed(key, 'hs14')})")
    numeric = [float(getattr(method, name)) for name in vars(method) if name not in dict(structure_of(method))]
    here = page.evaluate(
        "([K, S, start, steps]) => lab.run('hs14', K, S, start, steps)", [numeric, [0.4, -0.2], [1.5, 0.8], STEPS]
    )
    there = run(method, problem, (1.5, 0.8), STEPS)
    assert_same_run(there, np.array(here["x"]).reshape(-1, 2), here["status"], here["last"], here, key, "hs14")
