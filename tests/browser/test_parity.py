"""The same source in a real browser and in NumPy: the same paths, verdicts and counts."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from optim_core import METHODS, run
from surfaces import SURFACES
from tests.parity import CORE_SURFACES, STEPS, assert_same_run, printed, printed_surface
from tests.test_tracing import TRACEABLE
from tracing.program import structure_of
from ui.stage import as_one_script
from ui.stage.payload import print_rules

RUNNER = as_one_script((Path(__file__).parents[2] / "ui/stage/js/runner.js").read_text(encoding="utf-8"))

RUN = """lab.run = (surface, K, S, start, steps) => {
  const { x, value, gradient, hessian, ...rest } = lab.runLive(lab.method, K, lab[surface], S, lab.rules, start, steps);
  return { ...rest, x: [...x], value: [...value], gradient: [...gradient], hessian: [...hessian] };
}"""


@pytest.fixture(scope="module")
def page(chromium):
    page = chromium.new_page()
    page.evaluate(f"globalThis.lab = (() => {{ {RUNNER}; return {{ runLive }}; }})()")
    page.evaluate(f"void ({RUN})")
    page.evaluate(f"lab.rules = ({print_rules()})")
    for surface in CORE_SURFACES:
        page.evaluate(f"lab.{surface} = ({printed_surface(surface)})")
    yield page
    page.close()


@pytest.mark.parametrize("key", TRACEABLE)
def test_the_browser_takes_the_same_steps_as_numpy(page, key):
    program, method = printed(key), METHODS[key]()
    numeric = [float(getattr(method, n)) for n in vars(method) if n not in dict(structure_of(method))]
    page.evaluate(f"lab.method = ({program})")
    for surface in CORE_SURFACES:
        problem = SURFACES[surface]
        for start in problem.starts[:3]:
            here = page.evaluate(
                "([surface, K, S, start, steps]) => lab.run(surface, K, S, start, steps)",
                [surface, numeric, list(problem.values.values()), list(map(float, start)), STEPS],
            )
            there = run(method, problem, start, STEPS)
            x = np.array(here["x"]).reshape(-1, 2)
            assert_same_run(there, x, here["status"], here["last"], here, key, surface)
