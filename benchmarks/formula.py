"""A typed formula: from Enter to the stage, and its derivatives beside JAX's."""

from __future__ import annotations

import importlib.util
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from playwright.sync_api import sync_playwright

from benchmarks.stage import MEASURE, READY, WINDOW
from benchmarks.timing import best, heading, row, spread
from surfaces.formula import formula
from surfaces.kernels import kernels_of
from tests.browser.chromium import FLAGS, present
from tests.browser.visitor import Visitor
from tests.server import running

TEXTS = (  # none of them has been seen by the server before
    "(3-x)^2 + {a}*(y-x^2)^2",
    "sin({a}*x)*sin(y) + (x^2+y^2)/10",
    "(x^2+y-{a})^2 + (x+y^2-7)^2",
    "abs(x) + {a}*abs(y-x/2)",
    "x - log(x) + {a}*y^2",
    "exp(-x^2-{a}*y^2)*cos(3*x) + b*x*y",
    "where(x > 0, {a}*x^2, -x/2) + y^2",
    "atan({a}*x) + (x^2+y^2)/8",
)
KINDS = {  # the same function for us and for JAX
    "Rosenbrock": ("(1-x)^2 + 100*(y-x^2)^2", lambda jnp, x, y: (1 - x) ** 2 + 100 * (y - x**2) ** 2),
    "waves": (
        "sin(3*x*y)*exp(-x^2-y^2) + cos(5*x)*log(1+y^2)",
        lambda jnp, x, y: jnp.sin(3 * x * y) * jnp.exp(-(x**2) - y**2) + jnp.cos(5 * x) * jnp.log(1 + y**2),
    ),
}
POINT = np.array([0.3, -0.7])
POINTS = np.random.default_rng(0).uniform(-2, 2, (2, 65536))


def main() -> None:
    """First what needs no browser."""
    derivatives()
    on_the_stage()


def derivatives() -> None:
    """Value, gradient and Hessian: the first answer, derivation and all, and later ones."""
    heading("A formula with its gradient and Hessian: first answer, later answers at one point, at 65,536 points")
    ours("x + 1")(POINT)  # whatever is imported late is imported now
    jax = importlib.util.find_spec("jax") is not None
    if jax:
        theirs(lambda jnp, x, y: x + y)(POINT)
    for name, (text, function) in KINDS.items():
        report(f"{name}, typed", *measured(lambda text=text: ours(text)))
        if jax:
            report(f"{name}, jax.jit of value, grad and hessian", *measured(lambda f=function: theirs(f)))
        else:
            row(f"{name}, JAX", "not installed")
    shared()


def report(name: str, first: float, later: float, many: float) -> None:
    row(name, f"{1e3 * first:.0f} ms", f"{1e6 * later:.1f} µs, {1e3 * many:.1f} ms")


def measured(make: Callable[[], Callable[[np.ndarray], object]]) -> tuple[float, float, float]:
    """Seconds to the first answer, and for later ones at one point and at many."""
    start = time.perf_counter()
    ask = make()
    ask(POINT)
    first = time.perf_counter() - start
    ask(POINTS)
    return first, best(lambda: ask(POINT), 5, 200), best(lambda: ask(POINTS), 5)


def ours(text: str) -> Callable[[np.ndarray], object]:
    kernels_of.cache_clear()
    surface = formula(text)
    return lambda p: (surface.value(p), surface.grad(p), surface.hess(p))


def theirs(function: Callable) -> Callable[[np.ndarray], object]:
    import jax
    import jax.numpy as jnp

    jax.config.update("jax_enable_x64", True)
    at = lambda p: function(jnp, p[0], p[1])  # noqa: E731
    parts = [jax.value_and_grad(at), jax.hessian(at)]
    one = [jax.jit(part) for part in parts]
    many = [jax.jit(jax.vmap(part, in_axes=1)) for part in parts]
    return lambda p: [jax.block_until_ready(part(p)) for part in (one if p.ndim == 1 else many)]


def shared() -> None:
    """What sharing the common parts saves."""
    for name, (text, _) in KINDS.items():
        surface = formula(text)
        first = best(lambda k=surface.kernels: (k.value(*POINTS), k.grad(*POINTS)), 5)
        jet = best(lambda k=surface.kernels: k.jet(*POINTS), 5)
        row(f"{name}, all with shared parts against value and gradient alone", f"{jet / first:.2f} times")


def on_the_stage() -> None:
    """Milliseconds from Enter until the new surface and its runs have been drawn."""
    heading("A formula typed in headless Chromium")
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=present(), args=FLAGS)
        with running(Path(folder) / "log.txt") as server:
            visitor = Visitor(browser.new_page(viewport=WINDOW), server.url)
            visitor.open("/formula")
            visitor.page.wait_for_function(READY)
            visitor.page.evaluate(MEASURE)
            waits = [typed(visitor, text.format(a=a)) for a in ("a", "2", "k", "7") for text in TEXTS]
        browser.close()
    row("Enter → five methods on the stage, first formula", f"{waits[0]:.0f} ms")
    row("Enter → five methods on the stage, later ones", "", spread(waits[1:]))


def typed(visitor: Visitor, text: str) -> float:
    field = visitor.page.locator("input[placeholder]").first
    field.fill(text)
    visitor.page.evaluate("text => measure.formulaDrawn(text)", text.replace(" ", ""))
    field.press("Enter")
    wait = float(visitor.page.evaluate("window.formulaWait"))
    visitor.page.wait_for_timeout(900)  # the rest of the page arrives
    return wait
