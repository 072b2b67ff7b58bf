"""Every surface keeps its promises: derivatives, stationary points, shapes, quiet arithmetic."""

from __future__ import annotations

import ast
import inspect
import pickle
import subprocess
import sys
import warnings
from importlib import import_module

import numpy as np
import pytest
from sympy import DiracDelta, diff, lambdify

from surfaces import FAMILIES, PRESETS, SURFACES
from surfaces.calculus import has_kinks, without_conventions, x, y
from surfaces.traits import TRAITS

KEYS = list(SURFACES)
PLAIN = {"sqrt", "exp", "log", "sin", "cos", "tan", "arcsin", "arccos", "arctan", "arctan2", "sinh", "cosh", "tanh"}
PLAIN |= {"abs", "sign", "floor", "where", "maximum", "minimum", "power"}  # what the browser's printer knows
every_surface = pytest.mark.parametrize("key", KEYS)


def points_in(surface, n=60, seed=0):
    """Random points inside the middle of the window, shape (2, n)."""
    (a, b), (c, d) = surface.domain
    u = np.random.default_rng(seed).uniform(0.02, 0.98, (2, n))
    return np.array([a + (b - a) * u[0], c + (d - c) * u[1]], dtype=float)


def close(got, expected, rtol, atol=0.0):
    np.testing.assert_allclose(got, expected, rtol=rtol, atol=rtol * np.nanmax(np.abs(expected)) + atol)


# ---- what is declared ------------------------------------------------------------------------------------------------


@every_surface
def test_a_surface_file_is_a_lesson(key):
    surface = SURFACES[key]
    module = import_module(f"surfaces.{surface.family}.{key}")
    lines = (module.__doc__ or "").strip().splitlines()
    assert len(lines) == 1 and lines[0].endswith(".")
    assert len(inspect.getsource(module).splitlines()) <= 75
    assert surface.name and surface.source and surface.latex and surface.rate > 0
    assert surface.teaches.endswith(".") and 40 < len(surface.teaches) < 330
    assert surface.colour in ("linear", "log", "symlog")
    assert surface.family in FAMILIES
    assert surface.traits and surface.traits <= set(TRAITS)


@every_surface
def test_starts_lie_inside_the_window(key):
    surface = SURFACES[key]
    (a, b), (c, d) = surface.domain
    assert a < b and c < d and surface.starts
    assert all(a <= px <= b and c <= py <= d for px, py in surface.starts)


@every_surface
def test_kinks_are_declared_exactly_where_a_convention_is_used(key):
    surface = SURFACES[key]
    assert bool(surface.kinks) == has_kinks(surface.expression)
    assert ("non-smooth" in surface.traits) <= bool(surface.kinks)


@every_surface
def test_traits_agree_with_the_derivatives(key):
    surface = SURFACES[key]
    eigenvalues = np.linalg.eigvalsh(np.moveaxis(surface.hess(points_in(surface, 400)), -1, 0))
    if "convex" in surface.traits:
        assert eigenvalues.min() >= -1e-9 * np.abs(eigenvalues).max()
    if "quadratic" in surface.traits:
        assert np.ptp(eigenvalues, axis=0).max() <= 1e-9 * np.abs(eigenvalues).max()
    if "saddle" in surface.traits:
        assert surface.saddles
    if "many minima" in surface.traits and not surface.kinks:
        assert len(surface.minima) >= 2
    best = min(surface.minima, key=lambda p: p.f, default=None)
    if best and best.kind == "min" and not surface.knobs:
        low, high = np.linalg.eigvalsh(surface.hess(best[:2]))
        assert ("ill-conditioned" in surface.traits) == (high >= 50 * low), high / low


# ---- derivatives -----------------------------------------------------------------------------------------------------


def differences(f, p, h):
    """Central differences of f along both axes, Richardson-extrapolated to fourth order; shape (2, ...)."""
    out = []
    for axis in range(2):
        e = np.zeros((2, 1))
        e[axis] = h[axis]
        one, two = ((f(p + k * e) - f(p - k * e)) / (2 * k * h[axis]) for k in (1, 2))
        out.append((4 * one - two) / 3)
    return np.array(out)


@every_surface
def test_derivatives_agree_with_differences(key):
    surface = SURFACES[key]
    p = points_in(surface)
    h = 1e-4 * np.ptp(surface.domain, axis=1)
    for below, derivative, rtol in ((surface.value, surface.grad, 1e-5), (surface.grad, surface.hess, 1e-4)):
        exact, quotient = derivative(p), differences(below, p, h)
        tolerance = rtol * np.abs(exact).max() + 1e-13 * np.abs(below(p)).max() / h.min()
        settled = np.abs(quotient - differences(below, p, h / 2)) < tolerance  # false where it straddles a kink
        assert settled.mean() > (0.6 if surface.kinks else 0.99)
        assert np.abs(quotient - exact)[settled].max() < 2 * tolerance


@every_surface
def test_kernels_agree_with_lambdify(key):
    surface = SURFACES[key]
    if key == "rnn_cliff":
        pytest.skip("fifty steps inside one another are deeper than Python's stack lets SymPy derive")
    f = without_conventions(surface.expression)
    knobs = sorted(f.free_symbols - {x, y}, key=lambda s: list(surface.knobs).index(s.name))
    values = [surface.values[s.name] for s in knobs]
    p = points_in(surface)

    def reference(e):
        e = e.replace(DiracDelta, lambda *_: 0)
        return np.broadcast_to(lambdify((x, y, *knobs), e, "numpy")(*p, *values), p.shape[1:])

    with np.errstate(all="ignore"):
        close(surface.value(p), reference(f), 1e-11)
        close(surface.grad(p), [reference(diff(f, s)) for s in (x, y)], 1e-9)
        close(surface.hess(p), [[reference(diff(f, s, t)) for s in (x, y)] for t in (x, y)], 1e-8)


@every_surface
def test_the_jet_is_value_gradient_and_hessian_at_once(key):
    surface = SURFACES[key]
    p = points_in(surface, 9)
    f, gx, gy, hxx, hxy, hyy = (np.broadcast_to(v, 9) for v in surface.kernels.jet(*p, *surface.values.values()))
    close(f, surface.value(p), 1e-12)
    close([gx, gy], surface.grad(p), 1e-10)
    close([[hxx, hxy], [hxy, hyy]], surface.hess(p), 1e-9)


# ---- stationary points -----------------------------------------------------------------------------------------------


def slopes_around(surface, point, r=1e-3):
    """f on a small ellipse (in units of the window) around a point, minus f there."""
    angle = np.linspace(0, 2 * np.pi, 720, endpoint=False)
    ring = r * np.array([np.cos(angle), np.sin(angle)]) * np.ptp(surface.domain, axis=1)[:, None]
    return surface.value(np.array(point[:2])[:, None] + ring) - point.f


@every_surface
def test_declared_points_are_what_they_are_said_to_be(key):
    surface = SURFACES[key]
    for point in surface.points:
        word, *more = point.kind.split()
        around = slopes_around(surface, point)
        tiny = 1e-9 * np.abs(around).max()
        if "edge" in more:
            continue
        if "kink" not in more:
            curvature = np.abs(surface.hess(point[:2])).max()
            scale = curvature * np.abs(point[:2]).max() + np.abs(around).max()
            assert np.abs(surface.grad(point[:2])).max() <= 1e-9 * (scale + 1), (key, point)
            low, high = np.linalg.eigvalsh(surface.hess(point[:2]))
            signs = {"min": low > 0, "max": high < 0, "saddle": low < 0 < high}[word]
            singular = min(abs(low), abs(high)) <= 1e-7 * max(abs(low), abs(high), 1)
            assert singular if more else signs, (key, point, low, high)
        if more:  # the Hessian does not tell: look around
            rises, falls = around.max() > tiny, around.min() < -tiny
            seen = {(True, False): "min", (False, True): "max", (True, True): "saddle"}[rises, falls]
            assert seen == word, (key, point)


@every_surface
def test_nothing_in_the_window_is_lower_than_the_lowest(key):
    surface = SURFACES[key]
    if surface.lowest is not None:
        (a, b), (c, d) = surface.domain
        f = surface.value(np.array(np.meshgrid(np.linspace(a, b, 161), np.linspace(c, d, 161))))
        assert np.nanmin(f) >= surface.lowest - 1e-9 * (1 + abs(surface.lowest))


@every_surface
def test_an_edge_minimum_lies_on_the_edge_and_has_a_slope(key):
    surface = SURFACES[key]
    for point in surface.minima:
        if point.kind == "min edge":
            on_edge = [v in side for v, side in zip(point[:2], surface.domain, strict=True)]
            assert any(on_edge)
            assert [abs(g) > 1e-3 for g in surface.grad(point[:2])] == on_edge


@every_surface
def test_gradient_descent_with_the_declared_rate_descends(key):
    surface = SURFACES[key]
    p = np.array(surface.starts[0], float)
    first = surface.value(p)
    for _ in range(100):
        p = p - surface.rate * surface.grad(p)
    if "unbounded" not in surface.traits:
        assert np.isfinite(p).all()
        assert surface.value(p) < first, p


# ---- shapes, knobs, quiet --------------------------------------------------------------------------------------------


@every_surface
def test_a_batch_equals_its_runs_one_by_one_bit_for_bit(key):
    surface = SURFACES[key]
    p = points_in(surface, 24)
    for ask in (surface.value, surface.grad, surface.hess):
        whole = ask(p)
        assert np.array_equal(whole, np.stack([ask(p[:, i]) for i in range(24)], axis=-1))
        assert np.array_equal(whole.reshape(*whole.shape[:-1], 4, 6), ask(p.reshape(2, 4, 6)))


@every_surface
def test_shapes_are_coordinates_first(key):
    surface = SURFACES[key]
    for runs in ((), (3,), (2, 4)):
        p = np.full((2, *runs), 0.3)
        assert np.shape(surface.value(p)) == runs
        assert surface.grad(p).shape == (2, *runs) and surface.hess(p).shape == (2, 2, *runs)


@every_surface
def test_no_input_raises_or_warns(key):
    surface = SURFACES[key]
    odd = [0.0, -0.0, np.nan, np.inf, -np.inf, 1e308, -1e308, 5e-324, 1.0]
    p = np.array(np.meshgrid(odd, odd)).reshape(2, -1)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for ask in (surface.value, surface.grad, surface.hess):
            ask(p)
            for column in p.T:
                ask(column)


@every_surface
def test_the_gradient_is_finite_at_every_declared_point(key):
    for point in SURFACES[key].points:
        assert np.isfinite(SURFACES[key].grad(point[:2])).all()
        assert np.isfinite(SURFACES[key].hess(point[:2])).all()


@every_surface
def test_the_generated_code_is_plain_numpy(key):
    """Only the names and operations that the browser's printer knows."""
    for name in ("value", "grad", "hess"):
        tree = ast.parse(getattr(SURFACES[key].kernels, name).source)
        used = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        assert used <= PLAIN | {"nan", "inf", "logical_not"}
        powers = [c for c in ast.walk(tree) if isinstance(c, ast.Call) and c.func.attr == "power"]
        assert not any(isinstance(c.args[1], ast.Constant) and float(c.args[1].value).is_integer() for c in powers)
        assert not any(isinstance(node, ast.Pow) for node in ast.walk(tree))


@every_surface
def test_knobs_change_the_surface_and_only_known_ones_are_taken(key):
    surface = SURFACES[key]
    assert dict(surface.values) == {name: knob.default for name, knob in surface.knobs.items()}
    for name, knob in surface.knobs.items():
        other = surface(**{name: knob.high})
        assert other != surface and other.values[name] == knob.high and surface.values[name] == knob.default
        assert surface(**{name: knob.default}) == surface
        assert np.isfinite(other.grad(points_in(other))).all()
    with pytest.raises(TypeError, match="has no knob 'nonsense'"):
        surface(nonsense=1)


@every_surface
def test_a_surface_survives_pickling(key):
    surface = SURFACES[key]
    surface.value((0, 0))  # its compiled functions must not be in the way
    again = pickle.loads(pickle.dumps(surface))
    assert again == surface and hash(again) == hash(surface)
    assert np.array_equal(again.value(points_in(surface)), surface.value(points_in(surface)))


# ---- single facts ----------------------------------------------------------------------------------------------------


def test_an_unknown_surface_is_answered_with_the_nearest_spelling():
    with pytest.raises(KeyError, match="did you mean 'rosenbrock'"):
        SURFACES["rosenbrok"]
    with pytest.raises(TypeError, match="did you mean 'kappa'"):
        SURFACES["quadratic"](kapa=3)
    assert "rosenbrok" not in SURFACES and "rosenbrock" in SURFACES


def test_presets_are_found_but_not_listed():
    for slug, (key, knobs) in PRESETS.items():
        assert SURFACES[slug] == SURFACES[key](**knobs)
        assert slug not in list(SURFACES)


def test_the_quadratic_has_eigenvalue_one_along_its_angle_and_kappa_across():
    bowl = SURFACES["quadratic"](kappa=20, angle=30)
    hessian = bowl.hess(np.array([0.7, -0.2]))
    flat = np.array([np.cos(np.pi / 6), np.sin(np.pi / 6)])
    np.testing.assert_allclose(hessian @ flat, flat, rtol=1e-13)
    np.testing.assert_allclose(np.linalg.eigvalsh(hessian), [1, 20], rtol=1e-13)
    root3 = np.sqrt(3)
    np.testing.assert_allclose(bowl.value([1.0, 2.0]), 23 / 8 + 61 / 2 - 19 * root3 / 2, rtol=1e-13)


def test_rosenbrock_by_hand():
    f = SURFACES["rosenbrock"]
    start = np.array([-1.2, 1.0])
    np.testing.assert_allclose(f.value(start), 24.2)
    np.testing.assert_allclose(f.grad(start), [-215.6, -88.0])
    np.testing.assert_allclose(f.hess(start), [[1330, 480], [480, 200]])
    assert f.value([1, 1]) == 0 and not f.grad([1, 1]).any()
    np.testing.assert_allclose(np.linalg.cond(f.hess([1, 1])), 2508, rtol=1e-3)


def test_rastrigin_has_121_minima_100_maxima_and_220_saddles_in_its_box():
    f = SURFACES["rastrigin"]
    assert (len(f.minima), len(f.maxima), len(f.saddles)) == (121, 100, 220)
    ring = sorted(f.minima, key=lambda p: p.f)[1]
    np.testing.assert_allclose([abs(ring.x) + abs(ring.y), ring.f], [0.994958637652, 0.994959057093], rtol=1e-11)


def test_ackley_has_slope_two_root_two_all_around_its_tip_and_zero_on_it():
    f = SURFACES["ackley"]
    tip = np.array([0.0, 0.0])
    assert abs(f.value(tip)) < 1e-15 and not f.grad(tip).any() and np.isfinite(f.hess(tip)).all()
    for angle in (0.0, 1.0, 4.0):
        p = 1e-7 * np.array([np.cos(angle), np.sin(angle)])
        np.testing.assert_allclose(np.linalg.norm(f.grad(p)), 2 * np.sqrt(2), rtol=1e-5)


def test_importing_surfaces_does_not_import_sympy():
    code = "import sys, surfaces; sys.exit('sympy' in sys.modules or len(list(surfaces.SURFACES)) < 5)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


def test_kernels_run_on_symbolic_arrays():
    class Word(np.lib.mixins.NDArrayOperatorsMixin):
        """A symbol that writes down what NumPy does with it."""

        def __init__(self, text):
            self.text = text

        def __array_ufunc__(self, ufunc, method, *inputs, **kwargs):
            return Word(f"{ufunc.__name__}({', '.join(str(getattr(i, 'text', i)) for i in inputs)})")

        def __array_function__(self, function, types, args, kwargs):
            return Word(f"{function.__name__}({', '.join(str(getattr(i, 'text', i)) for i in args)})")

    made = SURFACES["saddle"].kernels.value(Word("x"), Word("y"))
    assert made.text == "subtract(multiply(x, x), multiply(y, y))"
    for key in KEYS:
        kernels, values = SURFACES[key].kernels, SURFACES[key].values.values()
        for name in ("value", "grad", "hess"):
            getattr(kernels, name)(Word("x"), Word("y"), *values)
