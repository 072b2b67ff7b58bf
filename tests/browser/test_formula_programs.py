"""A typed formula in the browser: the same numbers as in NumPy, whatever its parameters are called."""

from __future__ import annotations

import numpy as np
import pytest
from playwright.sync_api import Browser

from surfaces.formula import formula
from tests.test_surfaces_formula import SAME
from tracing import floats
from tracing.javascript import TAKEN
from ui.stage.surface_facts import print_surface

NAMES = sorted(name for name in TAKEN | {"Object", "window", "x_0", "t0", "w1", "f", "v0", "undefined"})
ASK = """([program, points, S]) => {
  const p = new Function(`"use strict"; return (${program})`)();
  return points.map(([x, y]) => [p.value(x, y, S), ...p.grad(x, y, S), ...p.hess(x, y, S)].map(String));
}"""
POINTS = np.array([[0.3, -1.7, 0.0, 2.5, -0.4], [0.4, 0.9, 0.0, -2.5, -1.1]])


@pytest.fixture(scope="module")
def page(chromium: Browser):
    page = chromium.new_page()
    yield page
    page.close()


def asked(page, surface) -> np.ndarray:
    told = page.evaluate(ASK, [print_surface(surface), POINTS.T.tolist(), list(surface.values.values())])
    return np.array([[float(number) for number in row] for row in told]).T


def expected(surface) -> np.ndarray:
    return np.vstack([surface.value(POINTS), surface.grad(POINTS), surface.hess(POINTS).reshape(4, -1)])


def on_floats(surface) -> np.ndarray:
    f = floats.FloatOracle(surface)
    return np.array([[f.value(x, y), *f.grad(x, y), *f.hess(x, y)] for x, y in POINTS.T.tolist()]).T


@pytest.mark.parametrize("text", SAME)
def test_every_function_of_a_formula_has_the_same_values_in_the_browser(page, text):
    surface = formula(text)
    np.testing.assert_allclose(asked(page, surface), expected(surface), rtol=1e-12, atol=1e-12)
    np.testing.assert_allclose(on_floats(surface), expected(surface), rtol=1e-12, atol=1e-12)


def test_a_parameter_may_be_called_by_a_word_of_javascript(page):
    tried = 0
    for name in NAMES:
        try:
            surface = formula(f"{name}*x^2 + sin(y-{name})^2 + x^0.5", **{name: 2.0})
        except ValueError:  # a word of Python's
            continue
        np.testing.assert_allclose(asked(page, surface), expected(surface), rtol=1e-12, atol=1e-12, err_msg=name)
        tried += 1
    assert tried > 25
