"""Methods that look for a root: one source for real and complex unknowns, and the rates the books promise."""

from __future__ import annotations

from itertools import product as combinations

import numpy as np
import pytest
from scipy import optimize

from optim_core import METHODS, ROOT_METHODS, Oracle, knobs_of, run
from optim_core.root_finding import newton_raphson
from optim_core.root_finding.complex import over, product
from surfaces import EQUATIONS, ROOTS, SURFACES
from surfaces.pair import Pair

KEYS = list(ROOT_METHODS)
every_method = pytest.mark.parametrize("key", KEYS)
COMPLEX = [key for key, equation in EQUATIONS.items() if equation.is_complex]


def numbers(seed: int = 0, count: int = 2000) -> np.ndarray:
    """Points of the plane of very different sizes, some of them real, some imaginary."""
    rng = np.random.default_rng(seed)
    points = rng.normal(size=(2, count)) * 10.0 ** rng.integers(-8, 9, (2, count))
    points[1, :200], points[0, 200:400] = 0, 0
    return points


def as_complex(points: np.ndarray) -> np.ndarray:
    return points[0] + 1j * points[1]


def path(key: str, ground: str, start: complex, steps: int, **knobs: float) -> np.ndarray:
    """The iterates of one run as complex numbers."""
    trace = run(ROOT_METHODS[key](**knobs), ROOTS[ground], [np.real(start), np.imag(start)], steps)
    return as_complex(trace.x.T)[: int(trace.last) + 1]


def test_arithmetic_on_points_is_that_of_complex_numbers():
    a, b = numbers(0), numbers(1)
    np.testing.assert_allclose(as_complex(product(a, b)), as_complex(a) * as_complex(b), rtol=1e-14)
    np.testing.assert_allclose(as_complex(over(a, b)), as_complex(a) / as_complex(b), rtol=1e-13)


def test_a_quotient_of_real_numbers_is_their_plain_quotient_to_the_last_bit():
    a, b = (np.stack([points[0], np.zeros_like(points[0])]) for points in (numbers(2), numbers(3)))
    with np.errstate(all="ignore"):
        found, plain = over(a, b), a[0] / b[0]
    told = a[0] != 0
    assert np.array_equal(found[0, told], plain[told], equal_nan=True)
    assert not found[1, told & (b[0] != 0)].any()


def test_nothing_over_anything_is_nothing_and_something_over_nothing_is_no_number():
    with np.errstate(all="ignore"):
        assert not over(np.zeros((2, 3)), np.array([[0.0, 1.0, np.nan]] * 2)).any()
        assert not np.isfinite(over(np.array([1.0, 0.0]), np.zeros(2))).any()


def test_a_pair_is_a_complex_number():
    a, b = numbers(4), numbers(5)
    z, w = as_complex(a), as_complex(b)
    for found, expected in (
        (Pair(*a) * Pair(*b), z * w), (Pair(*a) + Pair(*b), z + w), (Pair(*a) - Pair(*b), z - w), (2 - Pair(*a), 2 - z),
        (3 * Pair(*a) - 1, 3 * z - 1), (1 + Pair(*a) * 0.5, 1 + z * 0.5),
    ):  # fmt: skip
        np.testing.assert_allclose(as_complex(np.stack(list(found))), expected, rtol=1e-14, atol=1e-300)


@pytest.mark.parametrize("ground", EQUATIONS)
def test_the_answers_of_a_problem_are_those_of_its_equation(ground):
    problem, equation = ROOTS[ground], EQUATIONS[ground]
    low, high = equation.window
    rng = np.random.default_rng(0)
    points = rng.uniform(low + 0.01, high - 0.01, (2, 50)) * [[1], [float(equation.is_complex)]]
    z = as_complex(points) if equation.is_complex else points[0]
    pairs = (
        (problem.image, equation.value),
        (problem.derivative, equation.derivative),
        (problem.second, equation.second),
    )
    for asked, told in pairs:
        np.testing.assert_allclose(as_complex(asked(points)), told(z), rtol=1e-11, atol=1e-11)
    np.testing.assert_allclose(problem.value(points), np.abs(equation.value(z)), rtol=1e-11, atol=1e-11)
    roots = np.array([[root.x, root.y] for root in problem.minima]).reshape(-1, 2).T
    np.testing.assert_allclose(as_complex(roots), equation.roots)


def test_methods_for_roots_are_apart_and_say_what_they_need():
    assert not set(ROOT_METHODS) & set(METHODS)
    assert all(kind.about.family == "root finding" for kind in ROOT_METHODS.values())
    with pytest.raises(ValueError, match="an equation"):
        run(ROOT_METHODS["newton_raphson"](), SURFACES["sphere"], [1.0, 1.0], 1)


@every_method
def test_a_batch_equals_its_runs_one_by_one(key):
    starts = np.random.default_rng(0).uniform(-2, 2, (2, 3, 4))
    batch = run(ROOT_METHODS[key](), ROOTS["z3_minus_1"], starts, 30)
    ends = run(ROOT_METHODS[key](), ROOTS["z3_minus_1"], starts, 30, record="final")
    assert np.array_equal(ends.x[-1], batch.x[-1]) and np.array_equal(ends.codes, batch.codes)
    for i in np.ndindex(3, 4):
        single = run(ROOT_METHODS[key](), ROOTS["z3_minus_1"], starts[(slice(None), *i)], 30)
        assert np.array_equal(single.x, batch.x[(slice(None), slice(None), *i)]), i
        assert (single.codes, single.last) == (batch.codes[i], batch.last[i])


@every_method
def test_knob_corners_never_raise(key):
    knobs = knobs_of(ROOT_METHODS[key])
    for values in combinations(*((knob.low, knob.high) for knob in knobs.values())):
        method = ROOT_METHODS[key](**dict(zip(knobs, values, strict=True)))
        for ground in ("arctan", "no_root", "z4_minus_1"):
            assert run(method, ROOTS[ground], [0.3, 0.0], 20).x.shape == (21, 2)


@pytest.mark.parametrize("ground", ["sqrt2", "newton_wallis", "dottie", "expm2", *COMPLEX])
def test_every_iterate_is_that_of_scipy(ground):
    equation, h = EQUATIONS[ground], 0.05 if EQUATIONS[ground].is_complex else 0.5
    start = equation.roots[0] + (-0.15 + 0.05j if equation.is_complex else -0.5)
    f, slope, bend = equation.value, equation.derivative, equation.second
    theirs = {
        "newton_raphson": {"x0": start, "fprime": slope},
        "halley": {"x0": start, "fprime": slope, "fprime2": bend},
        "secant": {"x0": start + h, "x1": start},
    }
    for key, asked in theirs.items():
        ours = path(key, ground, start, 4, **({"h": h} if key == "secant" else {}))
        for k in range(1, len(ours)):
            found, _ = optimize.newton(f, **asked, tol=1e-300, rtol=0, maxiter=k, full_output=True, disp=False)
            assert abs(found - ours[k]) <= 1e-12 * max(1, abs(ours[k])), (key, k)


@pytest.mark.parametrize("ground", ["sqrt2", "newton_wallis", "dottie", "z3_minus_1"])
def test_near_a_simple_root_the_error_is_squared_times_half_the_bend_over_the_slope(ground):
    equation = EQUATIONS[ground]
    root = equation.roots[0]
    error = path("newton_raphson", ground, root + 1e-3, 1) - root
    expected = equation.second(root) / (2 * equation.derivative(root))
    assert error[1] / error[0] ** 2 == pytest.approx(expected, rel=0.01)


@pytest.mark.parametrize("ground", ["double_root", "triple_root"])
def test_at_a_multiple_root_a_share_is_left_unless_the_step_is_taken_as_often(ground):
    equation, m = EQUATIONS[ground], EQUATIONS[ground].multiplicity
    error = path("newton_raphson", ground, 1.5, 12) - equation.roots[0]
    np.testing.assert_allclose(error[1:] / error[:-1], 1 - 1 / m, rtol=1e-9)
    assert path("newton_raphson", ground, 1.5, 1, times=float(m))[1] == pytest.approx(equation.roots[0], abs=1e-15)


def test_halley_makes_the_third_power_of_the_error_and_the_secant_the_product_of_two():
    root = np.sqrt(2)
    cubed = path("halley", "sqrt2", root + 1e-3, 1) - root
    assert cubed[1] / cubed[0] ** 3 == pytest.approx(1 / (4 * 2), rel=0.01)  # (f″/2f′)² − f‴/6f′
    error = path("secant", "sqrt2", root + 1e-3, 1, h=1e-3) - root
    assert error[1] / (error[0] * 2e-3) == pytest.approx(1 / (2 * root), rel=0.01)


@pytest.mark.parametrize("start", [1.5, 3.0, 20.0, 1000.0])
def test_damped_by_a_search_the_arc_tangent_is_solved_from_anywhere(start):
    trace = run(ROOT_METHODS["damped_newton_raphson"](), ROOTS["arctan"], [start, 0.0], 60)
    assert str(trace.status) == "converged" and abs(trace.x[-1, 0]) < 1e-12
    assert (np.diff(trace.fx[: int(trace.last) + 1]) <= 0).all()
    plain = run(ROOT_METHODS["newton_raphson"](), ROOTS["arctan"], [start, 0.0], 60)
    assert str(plain.status) == "diverged"


@pytest.mark.parametrize("ground", COMPLEX)
def test_from_almost_every_start_a_root_is_reached(ground):
    starts = np.random.default_rng(1).uniform(-2, 2, (2, 400))
    trace = run(ROOT_METHODS["newton_raphson"](), ROOTS[ground], starts, 100, record="final")
    ends = as_complex(trace.x[-1])
    near = np.abs(ends[:, None] - np.array(ROOTS[ground].equation.roots)).min(1)
    assert (near[trace.codes == 1] < 1e-12).all()
    assert (trace.codes == 1).mean() > 0.95


def test_a_real_start_stays_on_the_real_axis():
    for key, ground in combinations(KEYS, ("sqrt2", "z3_minus_1", "bounce")):
        trace = run(ROOT_METHODS[key](), ROOTS[ground], [0.7, 0.0], 40)
        assert not trace.x[:, 1].any(), (key, ground)


@pytest.mark.parametrize(
    ("key", "asked"), [("newton_raphson", (1, 1, 0)), ("halley", (1, 1, 1)), ("secant", (1, 0, 0))]
)
def test_a_step_asks_as_often_as_its_card_says(key, asked):
    f, method = Oracle(ROOTS["newton_wallis"]), ROOT_METHODS[key]()
    s = method.init(np.array([2.0, 0.0]), f)
    before = f.counts()
    method.step(s, f)
    assert tuple(np.subtract(f.counts(), before)) == asked


@pytest.mark.parametrize(("ground", "start"), [("sqrt2", 0.0), ("ln", 3.0), ("no_root", 1.0)])
def test_without_a_tangent_that_meets_the_axis_a_run_ends_as_undefined(ground, start):
    assert str(run(ROOT_METHODS["newton_raphson"](), ROOTS[ground], [start, 0.0], 40).status) == "undefined"


def test_numbers_in_and_numbers_out_is_the_same_method():
    for ground in ("kepler", "z4_minus_1"):
        equation = EQUATIONS[ground]
        for start in equation.starts:
            ours = path("newton_raphson", ground, start, 20)
            theirs = newton_raphson(equation, start if equation.is_complex else float(np.real(start)), 20)
            np.testing.assert_allclose(theirs.z[: len(ours)], ours, rtol=1e-9)


def test_a_small_value_alone_is_no_root():
    trace = run(ROOT_METHODS["newton_raphson"](), ROOTS["xexp"], [2.0, 0.0], 60)
    assert str(trace.status) == "running" and trace.fx[-1] < 1e-20 and trace.x[-1, 0] > 50
