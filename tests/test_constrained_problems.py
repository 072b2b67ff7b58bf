"""Every problem with constraints keeps its promises: derivatives, solutions, multipliers, kinds, regions."""

from __future__ import annotations

import inspect
import pickle
from importlib import import_module

import numpy as np
import pytest
import sympy as sp
from scipy.ndimage import label
from scipy.optimize import Bounds, NonlinearConstraint, minimize

from optim_core.constrained.kkt import curvatures_left, multipliers, residual
from surfaces import CONSTRAINED, Constrained
from surfaces.calculus import x, y
from surfaces.lagrange import critical_points, equations
from surfaces.problem_traits import TRAITS
from surfaces.regions import polygon
from tracing import floats

KEYS = list(CONSTRAINED)
POLYNOMIAL = [key for key in KEYS if critical_points(CONSTRAINED[key], 0).note != "not polynomial"]
WITH_REGION = [key for key in KEYS if CONSTRAINED[key].region is not None]
every_problem = pytest.mark.parametrize("key", KEYS)


def points_in(problem, n=40, seed=0):
    (a, b), (c, d) = problem.domain
    u = np.random.default_rng(seed).uniform(0.02, 0.98, (2, n))
    return np.array([a + (b - a) * u[0], c + (d - c) * u[1]])


def feasible(problem, p, tolerance):
    c, m = problem.constraints(p), problem.n_equalities
    return (np.abs(c[:m]) <= tolerance).all(0) & (c[m:] <= tolerance).all(0)


def at(point):
    return np.array([point.x, point.y])


def test_the_catalogue_is_whole():
    assert len(KEYS) == 44


@every_problem
def test_a_problem_file_is_a_lesson(key):
    problem = CONSTRAINED[key]
    module = import_module(f"surfaces.constrained.{key}")
    lines = (module.__doc__ or "").strip().splitlines()
    assert len(lines) == 1 and lines[0].endswith(".")
    assert len(inspect.getsource(module).splitlines()) <= 75
    assert problem.name and problem.source and problem.latex and problem.rate > 0
    assert problem.teaches.endswith(".") and 40 < len(problem.teaches) < 330
    assert problem.traits <= set(TRAITS)
    assert problem.solutions and len(problem.starts) >= 1


@every_problem
def test_derivatives_agree_with_differences(key):
    problem, h = CONSTRAINED[key], 1e-5
    p = points_in(problem)

    def difference(f, p):
        return np.stack([(f(p + h * e) - f(p - h * e)) / (2 * h) for e in np.eye(2)[:, :, None]], axis=-2)

    pairs = [(problem.value, problem.grad), (problem.grad, problem.hess)]
    pairs += [(problem.constraints, problem.jacobian), (problem.jacobian, problem.curvatures)]
    for below, derivative in pairs:
        exact = derivative(p)
        np.testing.assert_allclose(difference(below, p), exact, rtol=1e-5, atol=2e-6 * (1 + np.abs(exact).max()))


@every_problem
def test_a_batch_equals_its_points_one_by_one(key):
    problem, p = CONSTRAINED[key], points_in(CONSTRAINED[key], 6)
    for ask in (problem.value, problem.grad, problem.hess, problem.constraints, problem.jacobian, problem.curvatures):
        many = ask(p.reshape(2, 2, 3))
        for i in range(6):
            assert np.array_equal(ask(p[:, i]), many[..., i // 3, i % 3], equal_nan=True)


@every_problem
def test_every_declared_solution_meets_the_conditions(key):
    problem = CONSTRAINED[key]
    m = problem.n_equalities
    for point in problem.points:
        c = problem.constraints(at(point))
        assert np.abs(c[:m]).max(initial=0) < 1e-9 and c[m:].max(initial=-1) < 1e-9
        if point.kind == "no multiplier":
            assert point.multipliers == ()
            assert not np.abs(residual(problem, at(point))).max() < 0.5  # no λ whatever
            continue
        lam = np.array(point.multipliers)
        slope = problem.grad(at(point)) + problem.jacobian(at(point)).T @ lam
        scale = 1 + np.abs(lam).max()
        assert np.abs(slope).max() < 1e-8 * scale
        assert (lam[m:] >= 0).all() and np.abs(lam * c).max() < 1e-8 * scale


@every_problem
def test_the_multipliers_are_found_again_from_the_point_alone(key):
    problem = CONSTRAINED[key]
    for point in problem.points:
        if point.kind == "no multiplier":
            continue
        p = at(point)
        found = multipliers(problem.grad(p), problem.jacobian(p), problem.constraints(p), problem.n_equalities)
        np.testing.assert_allclose(found, point.multipliers, rtol=1e-7, atol=1e-7)


@every_problem
def test_the_kind_is_what_the_curvature_says_that_the_constraints_leave(key):
    problem = CONSTRAINED[key]
    for point in problem.points:
        if point.kind == "no multiplier":
            continue
        curvature = curvatures_left(problem, at(point), np.array(point.multipliers))
        if point.kind in ("global", "local"):
            assert (curvature > 0).all(), curvature
        else:
            assert (curvature < 0).any(), curvature


def pulled_onto(problem, p):
    """Gauss-Newton steps to where all equalities hold."""
    m = problem.n_equalities
    with np.errstate(all="ignore"):
        for _ in range(40 if m else 0):
            J, h = problem.jacobian(p)[:m], problem.constraints(p)[:m]
            p = p - np.einsum("kn...,k...->n...", J, np.where((J * J).sum(1) == 0, 0, h / (J * J).sum((0, 1))))
    return p


@pytest.mark.parametrize("key", [key for key in KEYS if CONSTRAINED[key].objective.free_symbols])
def test_nothing_feasible_in_the_window_is_better(key):
    problem = CONSTRAINED[key]
    (a, b), (c, d) = problem.domain
    grid = pulled_onto(problem, np.array(np.meshgrid(np.linspace(a, b, 301), np.linspace(c, d, 301))))
    near = feasible(problem, grid, 1e-13) & ((a, c) <= grid.T).all(2).T & ((b, d) >= grid.T).all(2).T
    assert near.sum() > 100
    allowance = 1e-3 if problem.points[0].kind == "no multiplier" else 1e-9  # at a cusp rounding goes far
    assert (problem.value(grid)[near] >= problem.lowest - allowance).all()


@every_problem
def test_the_inside_point_is_strictly_inside(key):
    problem = CONSTRAINED[key]
    if problem.n_constraints == problem.n_equalities:
        assert problem.inside is None
        return
    p = np.array(problem.inside, float)
    assert (problem.constraints(p)[problem.n_equalities :] < 0).all()
    assert np.isfinite(problem.grad(p)).all() and np.isfinite(problem.curvatures(p)).all()


def assert_the_region_is_the_feasible_set(problem):
    p = 2 * points_in(problem, 300) - np.mean(problem.domain, axis=1)[:, None]
    feet = problem.region.project(p)
    assert feasible(problem, feet, 1e-7 * (1 + np.abs(feet).max() ** 2)).all()
    np.testing.assert_allclose(problem.region.project(feet), feet, atol=1e-9)
    inside = feasible(problem, p, 0)
    np.testing.assert_allclose(feet[:, inside], p[:, inside], atol=1e-12)
    others = problem.region.project(4 * points_in(problem, 400, seed=1))
    nearest = np.sqrt(((p[:, :, None] - others[:, None]) ** 2).sum(0)).min(1)
    assert (np.sqrt(((p - feet) ** 2).sum(0)) <= nearest + 1e-9).all()


@pytest.mark.parametrize("key", WITH_REGION)
def test_the_region_is_the_feasible_set(key):
    assert_the_region_is_the_feasible_set(CONSTRAINED[key])


@pytest.mark.parametrize("key", WITH_REGION)
def test_a_raised_region_is_the_feasible_set_at_that_level(key):
    home, tried = CONSTRAINED[key], 0
    for name, knob in home.knobs.items():
        for level in (0.5 * knob.low, 0.5 * knob.high):
            moved = home(**{name: level})
            p = points_in(moved, 1)[:, 0]
            if np.isnan(moved.region.project(p)).any():
                grid = np.array(np.meshgrid(*(np.linspace(a, b, 201) for a, b in moved.domain)))
                assert not feasible(moved, grid, 0).any()  # nothing to project on
                continue
            assert_the_region_is_the_feasible_set(moved)
            np.testing.assert_allclose(
                floats.FloatOracle(moved).project(*p.tolist()), moved.region.project(p), atol=1e-12
            )
            tried += 1
    assert tried and home(**{name: 0}) is home


@pytest.mark.parametrize("key", [key for key in WITH_REGION if CONSTRAINED[key].n_constraints > 1])
def test_a_region_with_all_its_levels_moved_at_once_is_the_feasible_set(key):
    home = CONSTRAINED[key]
    moved = home(**{name: 0.2 * (i + 1) * knob.high for i, (name, knob) in enumerate(home.knobs.items())})
    assert_the_region_is_the_feasible_set(moved)


def test_an_empty_region_has_no_nearest_point_and_no_corner():
    moved = CONSTRAINED["diamond"](b1=-1.5, b4=-1.5)  # x + y ≤ -1/2 and x + y ≥ 1/2
    p = points_in(moved, 5)
    assert np.isnan(moved.region.project(p)).all() and np.isnan(moved.region.extreme(p)).all()


@pytest.mark.parametrize(
    ("walls", "ends"),
    [
        (((1, 0, 1),), False), (((1, 0, 1), (-1, 0, 1)), False), (((1, 0, 1), (0, 1, 1)), False),
        (((1, 0, 1), (0, 1, 1), (-1, -1, 1)), True), (((1, 0, 1), (0, 1, 1), (-1, 1, 1)), False),
        (((1, 0, 1), (-1, 0, 1), (0, 1, 1), (0, -1, 1)), True),
    ],
)  # fmt: skip
def test_a_polygon_ends_in_every_direction_when_its_walls_surround_it(walls, ends):
    assert polygon(*walls).bounded is ends


@every_problem
def test_the_levels_of_a_problem_are_knobs_around_zero(key):
    problem = CONSTRAINED[key]
    assert list(problem.knobs) == list(problem.values) and problem.levels == (0.0,) * problem.n_constraints
    for i, (name, knob) in enumerate(problem.knobs.items()):
        assert knob.low <= knob.default == 0 <= knob.high and knob.low < knob.high
        moved, p = problem(**{name: knob.high}), points_in(problem, 5)
        expected = problem.constraints(p) - knob.high * (np.arange(problem.n_constraints) == i)[:, None]
        assert np.array_equal(moved.constraints(p), expected)
        assert moved.questions is problem.questions and not moved.points


def test_a_level_that_there_is_not_is_refused_with_a_nearer_one():
    with pytest.raises(TypeError, match="no level 'b'; did you mean 'b"):
        CONSTRAINED["diamond"](b=1)


@pytest.mark.parametrize("key", [key for key in WITH_REGION if CONSTRAINED[key].region.bounded])
def test_the_extreme_point_is_the_furthest_one(key):
    problem = CONSTRAINED[key]
    d = np.random.default_rng(0).normal(size=(2, 50))
    corner = problem.region.extreme(d)
    assert feasible(problem, corner, 1e-7 * (1 + np.abs(corner).max() ** 2)).all()
    others = problem.region.project(100 * np.random.default_rng(1).normal(size=(2, 400)))
    assert ((corner * d).sum(0) <= (d[:, :, None] * others[:, None]).sum(0).min(1) + 1e-9).all()


# ---- against others --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", POLYNOMIAL)
def test_the_exact_solver_finds_what_is_declared_and_nothing_lower(key):
    problem = CONSTRAINED[key]
    answer = critical_points(problem, seconds=60)
    assert answer.note == ("a whole curve" if key == "hs24" else "")
    for point in problem.points:
        match = [p for p in answer.points if np.hypot(float(p.x) - point.x, float(p.y) - point.y) < 1e-8]
        assert len(match) == 1
        np.testing.assert_allclose([float(v) for v in match[0].multipliers], point.multipliers, rtol=1e-8, atol=1e-9)
        kinds = {"global": "minimum", "local": "minimum", "max": "maximum", "stationary": "saddle"}
        assert match[0].kind == kinds.get(point.kind, point.kind)
    assert min(float(p.f) for p in answer.points) >= problem.lowest - 1e-9


@pytest.mark.parametrize(
    "key", ["circle_linear", "rayleigh", "parabola_point", "himmelblau_circle", "hyperbola_origin"]
)
def test_the_exact_solver_satisfies_the_equations_of_lagrange(key):
    system, unknowns = equations(CONSTRAINED[key])
    for point in critical_points(CONSTRAINED[key]).points:
        values = dict(zip(unknowns, (point.x, point.y, *point.multipliers), strict=True))
        assert all(abs(e.subs(values).evalf(30)) < 1e-11 for e in system)


@pytest.mark.parametrize("key", ["circle_linear", "rayleigh", "saddle_on_circle", "hyperbola_origin", "hs14"])
def test_sympy_solves_the_same_equations_the_same_way(key):
    problem = CONSTRAINED[key]
    system, unknowns = equations(problem)
    solutions = sp.solve(system, unknowns, dict=True)
    real = {tuple(round(float(s[u]), 9) for u in unknowns) for s in solutions if all(s[u].is_real for u in unknowns)}
    for point in problem.points:
        assert tuple(round(v, 9) for v in (point.x, point.y, *point.multipliers)) in real


def scipy_constraint(problem):
    m, k = problem.n_equalities, problem.n_constraints
    return NonlinearConstraint(
        problem.constraints,
        [0.0] * m + [-np.inf] * (k - m),
        [0.0] * k,
        jac=problem.jacobian,
        hess=lambda p, v: np.einsum("i,ijk", v, problem.curvatures(p)),
    )


@pytest.mark.parametrize("key", [key for key in KEYS if CONSTRAINED[key].points[0].kind != "no multiplier"])
def test_slsqp_stays_at_every_declared_minimum(key):
    problem = CONSTRAINED[key]
    m = problem.n_equalities
    rows = [{"type": "eq", "fun": lambda p: problem.constraints(p)[:m], "jac": lambda p: problem.jacobian(p)[:m]}]
    rows += [{"type": "ineq", "fun": lambda p: -problem.constraints(p)[m:], "jac": lambda p: -problem.jacobian(p)[m:]}]
    rows = [row for row, there in zip(rows, (m > 0, problem.n_constraints > m), strict=True) if there]
    for point in problem.points:
        if point.kind in ("global", "local"):
            near = at(point) + np.array([1e-5, -5e-6])
            found = minimize(problem.value, near, jac=problem.grad, method="SLSQP", constraints=rows, tol=1e-14)
            np.testing.assert_allclose(found.x, at(point), atol=1e-3)
            assert found.fun == pytest.approx(point.f, rel=1e-5, abs=1e-7)


@pytest.mark.parametrize("key", ["circle_linear", "rosenbrock_disk1", "half_disk", "hs14", "nw_qp"])
def test_trust_constr_finds_the_same_multipliers(key):
    problem = CONSTRAINED[key]
    point = problem.points[0]
    found = minimize(
        problem.value, at(point) + 0.05, jac=problem.grad, hess=problem.hess, method="trust-constr",
        constraints=scipy_constraint(problem), bounds=Bounds(-100, 100), options={"gtol": 1e-9, "xtol": 1e-12},
    )  # fmt: skip
    np.testing.assert_allclose(found.x, at(point), atol=1e-4)
    np.testing.assert_allclose(found.v[0], point.multipliers, atol=1e-3)


# ---- degenerate problems get a clear answer --------------------------------------------------------------------------


def own(objective, equalities=(), inequalities=()):
    return Constrained("own", objective, "", ((-2, 2), (-2, 2)), ((1, 1),), "", tuple(equalities), tuple(inequalities))


def test_a_curve_of_solutions_is_called_one():
    assert critical_points(own(x**2 + y**2, [x**2 + y**2 - 1])).note == "a whole curve"


def test_a_point_beside_a_curve_of_solutions_is_found_too():
    answer = critical_points(own((x**2 + y**2 - 1) ** 2, [], [x - 5]))
    assert answer.note == "a whole curve"
    assert [(p.x, p.y, p.f, p.kind) for p in answer.points] == [(0, 0, 1, "maximum")]


RING = x**2 + y**2 - 2


@pytest.mark.parametrize(
    ("equalities", "inequalities"),
    [((RING, RING), ()), ((RING, 3 * RING), ()), ((RING, (RING + 2) ** 2 - 4), ()), ((RING,), (RING,))],
)
def test_a_circle_that_is_given_twice_has_the_critical_points_of_one(equalities, inequalities):
    answer = critical_points(own(x + y, equalities, inequalities))
    assert answer.note == ""
    assert [(p.x, p.y, p.f, p.multipliers) for p in answer.points] == [
        (-1, -1, -2, (sp.Rational(1, 2), 0)), (1, 1, 2, (sp.Rational(-1, 2), 0))
    ]  # fmt: skip
    assert answer.points[0].kind == "minimum" != answer.points[1].kind


@pytest.mark.parametrize(
    ("f", "equalities", "inequalities", "expected"),
    [
        (x, (x - 1, y - 1, x + y - 2), (), (1, 1, (-1, 0, 0), "minimum")),
        (-x - y, (), (x - 1, y - 1, x + y - 2), (1, 1, (1, 1, 0), "minimum")),
        (x + y, (x * y,), (-x, -y), (0, 0, (0, 1, 1), "minimum")),  # where the gradient of the equality vanishes
        (x**2 - y**2, (), (y, -y), (0, 0, (0, 0), "minimum")),  # neither side of the saddle is allowed
        (x**2 - y**2, (), (y,), (0, 0, (0,), "saddle")),  # one is
        (x**2 - y**2, (), (y - 1, x - 1), (0, 0, (0, 0), "saddle")),
    ],
)
def test_the_exact_solver_judges_points_where_constraints_depend_on_each_other(f, equalities, inequalities, expected):
    answer = critical_points(own(f, equalities, inequalities))
    assert answer.note == "" and tuple(expected) in [(p.x, p.y, p.multipliers, p.kind) for p in answer.points]


def test_a_constraint_that_is_a_square_has_no_slope_along_its_curve():
    answer = critical_points(own(x**2 + y**2, [(x + y - 1) ** 2]))
    assert answer.note == "no slope along a curve"
    assert [(p.x, p.y, p.kind) for p in answer.points] == [(sp.Rational(1, 2), sp.Rational(1, 2), "no multiplier")]


def test_an_empty_set_has_no_critical_points():
    answer = critical_points(own(x + y, [x**2 + y**2 + 1]))
    assert answer.points == () and answer.note == ""


def test_a_problem_without_bottom_has_no_critical_points():
    answer = critical_points(own(x, [y]))
    assert answer.points == () and answer.note == ""


def test_high_degrees_are_refused_and_not_tried():
    answer = critical_points(own(x**9 + y**9 + x, [x**8 + y**7 - 1]))
    assert answer.note == "too large"


def test_numbers_beyond_algebra_are_refused():
    assert critical_points(own(sp.pi * x + y, [x**2 + y**2 - 2])).note == "not polynomial"
    many_roots = sp.sqrt(2) * x**3 + sp.sqrt(3) * y**2 + sp.sqrt(5) * x
    assert critical_points(own(many_roots, [x**2 + sp.sqrt(7) * y**2 - 2])).note == "too large"


def test_the_solver_does_not_begin_a_case_after_its_time():
    assert critical_points(CONSTRAINED["nw_qp"], 0).note == "out of time"


def test_a_moved_constraint_moves_the_minimum_by_minus_lambda():
    problem, b = CONSTRAINED["circle_linear"], 0.01
    up, down = (float(critical_points(problem.at_level(0, s * b)).points[0].f) for s in (1, -1))
    assert (up - down) / (2 * b) == pytest.approx(-0.5, abs=1e-5)


@pytest.mark.parametrize(("key", "pieces"), [("hs15", 2), ("gomez_levy", 1), ("townsend", 1), ("simionescu", 1)])
def test_the_allowed_set_has_as_many_pieces_as_the_text_says(key, pieces):
    problem = CONSTRAINED[key]
    (a, b), (c, d) = problem.domain
    with np.errstate(all="ignore"):
        grid = np.array(np.meshgrid(np.linspace(a, b, 500), np.linspace(c, d, 500)))
        assert label((problem.constraints(grid) <= 0).all(0))[1] == pieces


def test_a_problem_can_be_pickled_and_compared():
    problem = CONSTRAINED["nw_disk"]
    again = pickle.loads(pickle.dumps(problem))
    assert again == problem and hash(again) == hash(problem) and again != problem.at_level(0, 1)
    assert again.value(np.array([1.0, 2.0])) == 3


def test_an_unknown_problem_is_answered_with_the_nearest_right_spelling():
    with pytest.raises(KeyError, match="circle_linear"):
        CONSTRAINED["circle_liner"]
