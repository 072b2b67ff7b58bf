"""Methods for constraints: what a step is, how fast they are, and that each run ends with an answer or a reason."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from optim_core import CONSTRAINED_METHODS, METHODS, Oracle, knobs_of, run
from optim_core.algebra import solve_semidefinite
from optim_core.constrained.convexify import reachable
from optim_core.constrained.door import ConstrainedOracle, oracle_for
from optim_core.constrained.kkt import curvatures_left, has_many_multipliers, measures, multipliers, residual
from optim_core.constrained.verdict import WORDS, lacks, verdict
from surfaces import CONSTRAINED, SURFACES, Constrained
from surfaces.calculus import x, y

KEYS = list(CONSTRAINED_METHODS)
CIRCLE, DISK, LENS = CONSTRAINED["circle_linear"], CONSTRAINED["nw_disk"], CONSTRAINED["hs22"]
EXACT = {"augmented_lagrangian", "interior_point", "newton_kkt", "sqp"}  # they end at the solution itself
FIRST_ORDER = {"descent_ascent", "frank_wolfe", "lagrangian_descent", "projected_gradient"}
every_method = pytest.mark.parametrize("key", KEYS)


def same(a, b):
    a, b = np.asarray(a), np.asarray(b)
    return np.array_equal(a, b, equal_nan=a.dtype.kind == "f")


def own(objective, equalities=(), inequalities=(), **more):
    return Constrained("own", objective, "", ((-2, 2), (-2, 2)), ((1, 1),), "", equalities, inequalities, **more)


def starts_for(problem, n=10):
    """Ten starts: the declared ones, a point inside if there is one, and random ones from the window."""
    (a, b), (c, d) = problem.domain
    rng = np.random.default_rng(0)
    known = [*problem.starts, *([problem.inside] if problem.inside else [])]
    random = [(rng.uniform(a, b), rng.uniform(c, d)) for _ in range(n)]
    return np.array([*known, *random][:n], float).T


# ---- the rooms -------------------------------------------------------------------------------------------------------


def test_constrained_methods_have_a_list_of_their_own():
    assert len(KEYS) == 10 and not set(KEYS) & set(METHODS)
    assert all(kind.about.family == "constrained" for kind in CONSTRAINED_METHODS.values())


def test_an_ordinary_problem_gets_an_ordinary_oracle():
    assert type(oracle_for(SURFACES["sphere"], (), 0)) is Oracle
    assert type(oracle_for(CIRCLE, (), 0)) is ConstrainedOracle


@every_method
def test_the_trace_has_the_shapes_it_promises(key):
    trace = run(CONSTRAINED_METHODS[key](), DISK, np.full((2, 3, 4), 0.3), 6)
    assert trace.x.shape == (7, 2, 3, 4) and trace.status.shape == (3, 4)
    assert all(len(values) == 6 for values in trace.info.values())
    found = measures(trace)
    assert found["multipliers"].shape == (7, 1, 3, 4)
    assert all(found[name].shape == (7, 3, 4) for name in ("feasibility", "stationarity", "complementarity"))


@every_method
def test_a_batch_equals_its_runs_one_by_one_bit_for_bit(key):
    starts = np.random.default_rng(1).uniform(-0.9, 0.9, (2, 5))
    batch = run(CONSTRAINED_METHODS[key](), DISK, starts, 25)
    for i in range(5):
        single = run(CONSTRAINED_METHODS[key](), DISK, starts[:, i], 25)
        assert same(single.x, batch.x[:, :, i])
        assert str(single.status) == batch.status[i] and single.last == batch.last[i]
        for kind in batch.evaluations:
            assert same(single.evaluations[kind], batch.evaluations[kind][:, i]), kind


@every_method
def test_a_map_ends_where_its_runs_end(key):
    starts = np.random.default_rng(2).uniform(-0.9, 0.9, (2, 3, 2))
    ends, path = (run(CONSTRAINED_METHODS[key](), DISK, starts, 40, record=kind) for kind in ("final", "path"))
    assert same(ends.x[-1], path.x[-1]) and same(ends.status, path.status) and same(ends.last, path.last)


@every_method
def test_a_sweep_equals_separate_runs(key):
    for name, knob in knobs_of(CONSTRAINED_METHODS[key]).items():
        if knob.structural:
            continue
        values = np.array([knob.default, (knob.default + knob.high) / 2])
        sweep = run(CONSTRAINED_METHODS[key](**{name: values}), DISK, [0.4, -0.2], 12)
        for i, value in enumerate(values):
            single = run(CONSTRAINED_METHODS[key](**{name: float(value)}), DISK, [0.4, -0.2], 12)
            np.testing.assert_allclose(sweep.x[..., i], single.x, rtol=1e-9, atol=1e-11, err_msg=name)


@every_method
def test_knob_corners_and_hostile_starts_give_a_status_and_no_exception(key):
    corners = [
        knob.options if knob.kind == "choice" else (knob.low, knob.high)
        for knob in knobs_of(CONSTRAINED_METHODS[key]).values()
    ]
    starts = np.array([[0.0, 0.0], [1e7, -1e7], [1e300, 1.0], [np.nan, 1.0], [np.inf, 0.0], [1.0, 1.0]]).T
    for values in itertools.product(*corners):
        method = CONSTRAINED_METHODS[key](**dict(zip(knobs_of(CONSTRAINED_METHODS[key]), values, strict=True)))
        trace = run(method, DISK, starts, 4)
        assert set(trace.status) <= {"running", "converged", "diverged", "undefined"}


class Listening:
    """A problem that counts by itself how often it is asked."""

    n_equalities, region = DISK.n_equalities, DISK.region

    def __init__(self):
        self.asked = {"value": 0, "gradient": 0, "hessian": 0}

    def __getattr__(self, name):
        order = {"value": 0, "constraints": 0, "grad": 1, "jacobian": 1, "hess": 2, "curvatures": 2}[name]
        self.asked[("value", "gradient", "hessian")[order]] += 1
        return getattr(DISK, name)


@every_method
def test_what_is_counted_is_what_was_asked(key):
    problem = Listening()
    f, method = ConstrainedOracle(problem, ()), CONSTRAINED_METHODS[key]()
    with np.errstate(all="ignore"):
        s = method.init(np.array([0.5, 0.2]), f)
        for _ in range(5):
            s, _ = method.step(s, f)
    assert dict(zip(problem.asked, map(int, f.counts()), strict=True)) == problem.asked


# ---- by hand ---------------------------------------------------------------------------------------------------------


def test_newton_solves_a_quadratic_on_a_line_in_one_step():
    trace = run(CONSTRAINED_METHODS["newton_kkt"](), CONSTRAINED["line_point"], [3.7, -8.1], 1)
    np.testing.assert_allclose(trace.x[1], [1, 2], atol=1e-12)
    np.testing.assert_allclose(trace.state["lam"][1], [-2], atol=1e-12)


def test_a_step_down_the_lagrangian_by_hand():
    trace = run(CONSTRAINED_METHODS["lagrangian_descent"](lr=0.1, lam0=2), CIRCLE, [1.0, 0.0], 1)
    np.testing.assert_allclose(trace.x[1], [1 - 0.1 * (1 + 2 * 2), 0 - 0.1], atol=1e-15)
    np.testing.assert_allclose(trace.state["lam"][1], [2 - 0.1 * (1 - 2)], atol=1e-15)


def test_a_projected_step_by_hand():
    trace = run(CONSTRAINED_METHODS["projected_gradient"](lr=1.0), DISK, [-1.0, -1.0], 1)
    np.testing.assert_allclose(trace.x[1], [-1, -1], atol=1e-15)
    trace = run(CONSTRAINED_METHODS["projected_gradient"](lr=1.0), DISK, [0.0, 0.0], 1)
    np.testing.assert_allclose(trace.x[1], [-1, -1], atol=1e-15)


def test_the_first_frank_wolfe_step_goes_to_a_corner_and_the_second_two_thirds_of_the_way():
    trace = run(CONSTRAINED_METHODS["frank_wolfe"](), CONSTRAINED["nw_qp"], [1.0, 1.0], 2)
    np.testing.assert_allclose(trace.x[1], [2, 2])  # ∇f = (0, -3): the highest corner
    np.testing.assert_allclose(trace.x[2], [2 / 3, 4 / 3])  # ∇f = (2, -1): the corner (0, 1), two thirds of the way


def test_the_first_multiplier_step_by_hand():
    trace = run(CONSTRAINED_METHODS["augmented_lagrangian"](mu=2), CONSTRAINED["line_point"], [0.0, 0.0], 2)
    np.testing.assert_allclose(trace.x[1], np.array([1, 2]) * 5 / 6, atol=1e-12)  # least of x² + y² + (x + 2y - 5)²
    np.testing.assert_allclose(trace.state["lam"][2], [2 * (25 / 6 - 5)], atol=1e-12)  # λ = μ h there


# ---- what the lessons say --------------------------------------------------------------------------------------------


def test_the_solution_is_a_saddle_of_the_lagrangian():
    p, lam = np.array([-1.0, -1.0]), 0.5
    H, J = CIRCLE.hess(p) + lam * CIRCLE.curvatures(p)[0], CIRCLE.jacobian(p)
    bordered = np.block([[H, J.T], [J, np.zeros((1, 1))]])
    np.testing.assert_allclose(np.linalg.eigvalsh(bordered), [(1 - 33**0.5) / 2, 1, (1 + 33**0.5) / 2])


def test_gradient_descent_on_the_lagrangian_diverges_where_descent_ascent_and_newton_arrive():
    start, found = [-1.2, -0.3], {}
    for key in ("lagrangian_descent", "descent_ascent", "newton_kkt"):
        found[key] = run(CONSTRAINED_METHODS[key](), CIRCLE, start, 2000)
    assert found["lagrangian_descent"].status == "diverged"
    for key in ("descent_ascent", "newton_kkt"):
        np.testing.assert_allclose(found[key].x[-1], [-1, -1], atol=1e-9)
        np.testing.assert_allclose(found[key].state["lam"][-1], [0.5], atol=1e-9)


def test_newton_squares_the_error():
    trace = run(CONSTRAINED_METHODS["newton_kkt"](), CIRCLE, [-1.2, -0.8], 20)
    error = np.sqrt(((trace.x + 1) ** 2).sum(1) + (trace.state["lam"][:, 0] - 0.5) ** 2)
    error = error[(error < 0.3) & (error > 1e-12)]
    assert len(error) >= 3 and (error[1:] < 3 * error[:-1] ** 2).all()


def test_sqp_squares_the_error_at_a_curved_constraint():
    trace = run(CONSTRAINED_METHODS["sqp"](), CONSTRAINED["rosenbrock_disk1"], [0.5, 0.2], 40)
    error = np.abs(trace.x - np.array(CONSTRAINED["rosenbrock_disk1"].points[0][:2])).max(1)
    late = error[: trace.last + 1][-4:]
    assert trace.status == "converged" and late[1] < 1e-2
    assert late[2] < 100 * late[1] ** 2 + 1e-13


def test_the_penalty_misses_by_lambda_over_mu_and_its_condition_grows_like_mu():
    trace = run(CONSTRAINED_METHODS["quadratic_penalty"](), CIRCLE, [-1.2, -0.3], 100)
    mu = trace.state["mu"][: trace.last]
    rise = np.flatnonzero(np.diff(mu) > 0)  # steps that end at the minimum of one penalty
    missed = np.abs(CIRCLE.constraints(trace.x[rise].T)[0])
    for k, m in zip(rise, missed, strict=True):
        if mu[k] >= 100:
            assert mu[k] * m == pytest.approx(0.5, rel=0.2)
            assert trace.info["condition"][k] / mu[k] == pytest.approx(8, rel=0.02)


@pytest.mark.parametrize(("mu", "rate"), [(10.0, 0.0125), (100.0, 0.00125)])
def test_the_multiplier_method_converges_linearly_at_a_rate_of_one_over_mu(mu, rate):
    method = CONSTRAINED_METHODS["augmented_lagrangian"](mu=mu, growth=1.0)
    trace = run(method, CIRCLE, [-1.2, -0.3], 60)
    error = np.unique(np.abs(trace.state["lam"][:, 0] - 0.5))[::-1]
    error = error[(error > 1e-10) & (error < 0.1)]
    assert len(error) >= 3
    np.testing.assert_allclose(error[1:] / error[:-1], rate, rtol=0.1)


def test_the_central_path_of_the_barrier_is_known_for_a_disk():
    # min x + y - μ log(2 - x² - y²): on the diagonal t = x = y, 2 + 4 μ t / (2 - 2t²) = 0
    trace = run(CONSTRAINED_METHODS["log_barrier"](), DISK, [0.3, 0.1], 100)
    assert trace.status == "converged"
    mu = trace.state["mu"]
    for k in np.flatnonzero(np.diff(mu) < 0):
        t = (mu[k] - np.sqrt(mu[k] ** 2 + 4)) / 2
        np.testing.assert_allclose(trace.x[k + 1], [t, t], atol=mu[k])


@pytest.mark.parametrize("name", ["half_disk", "halfplane", "hs24", "nw_disk", "obstacle", "rosenbrock_disk1"])
def test_the_barrier_ends_with_the_multipliers_of_the_solution(name):
    problem = CONSTRAINED[name]
    for start in problem.starts:
        trace = run(CONSTRAINED_METHODS["log_barrier"](), problem, start, 200)
        near = min(problem.points, key=lambda point: np.hypot(*(trace.x[-1] - point[:2])))
        if str(trace.status) == "converged":
            assert trace.state["lam"][-1] == pytest.approx(near.multipliers, abs=1e-4), start


def test_every_product_of_slack_and_multiplier_ends_at_mu():
    trace = run(CONSTRAINED_METHODS["interior_point"](), CONSTRAINED["wyndor"], [1.0, 1.0], 80)
    assert trace.status == "converged"
    np.testing.assert_allclose(trace.state["s"][-1] * trace.state["lam"][-1], trace.state["mu"][-1], rtol=1e-3)
    np.testing.assert_allclose(trace.state["lam"][-1], [0, 1.5, 1, 0, 0], atol=1e-8)


def test_frank_wolfe_keeps_its_promise_of_one_over_k():
    problem = CONSTRAINED["nw_qp"]
    trace = run(CONSTRAINED_METHODS["frank_wolfe"](), problem, [2.0, 0.0], 200)
    k = np.arange(1, 201)
    excess, lipschitz, diameter = trace.fx[1:] - problem.lowest, 2, np.hypot(4, 1)
    assert (excess <= 2 * lipschitz * diameter**2 / (k + 2)).all()
    assert (trace.info["gap"] >= trace.fx[:-1] - problem.lowest - 1e-12).all()
    assert excess[-1] > 1e-6  # and no better than that: the solution lies on an edge


@pytest.mark.parametrize(
    ("name", "levels"),
    [("nw_qp", {"b1": -0.7, "b4": 0.4}), ("diamond", {"b1": 0.3, "b2": -0.2}), ("half_disk", {"b1": 0.5, "b2": 0.3}),
     ("wyndor", {"b2": -2.0, "b3": 1.5}), ("hs4", {"b1": 0.4}), ("cobb_douglas", {"b": 6.0})],
)  # fmt: skip
def test_methods_that_need_a_projection_know_it_at_every_level(name, levels):
    problem = CONSTRAINED[name](**levels)
    start = problem.inside or problem.starts[0]
    best = run(CONSTRAINED_METHODS["sqp"](), problem, start, 60)
    assert verdict(best).word == "minimum"
    projected = run(CONSTRAINED_METHODS["projected_gradient"](lr=problem.rate), problem, start, 600)
    np.testing.assert_allclose(projected.x[-1], best.x[-1], atol=1e-5)
    if not lacks(CONSTRAINED_METHODS["frank_wolfe"], problem) and name != "cobb_douglas":  # whose f ends at a corner
        corners = run(CONSTRAINED_METHODS["frank_wolfe"](), problem, start, 600)
        assert 0 <= corners.fx[-1] - best.fx[-1] + 1e-9 < 0.05


@pytest.mark.parametrize("key", ["projected_gradient", "frank_wolfe"])
def test_an_empty_set_has_nothing_to_project_on(key):
    problem = CONSTRAINED["diamond"](b1=-1.5, b4=-1.5)
    assert verdict(run(CONSTRAINED_METHODS[key](), problem, [0.0, 0.5], 20)).word == "empty"


def test_a_moved_constraint_changes_the_minimum_by_minus_the_multiplier():
    b = 1e-4
    for key, start in [("circle_linear", [-1.1, -0.8]), ("rosenbrock_disk1", [0.5, 0.2]), ("nw_qp", [1.0, 1.0])]:
        problem = CONSTRAINED[key]
        low, high = (run(CONSTRAINED_METHODS["sqp"](), problem.at_level(0, s * b), start, 60) for s in (-1, 1))
        assert low.status == high.status == "converged"
        slope = (high.fx[-1] - low.fx[-1]) / (2 * b)
        assert slope == pytest.approx(-problem.points[0].multipliers[0], rel=1e-3)


# ---- every method on every problem -----------------------------------------------------------------------------------

STEPS = dict.fromkeys(FIRST_ORDER, 100) | {"log_barrier": 120}  # two phases take longer
REASONS = set(WORDS) - {"minimum", "maximum", "undecided"}
REACHES = {
    "augmented_lagrangian": 9,
    "sqp": 9,
    "interior_point": 8,
    "log_barrier": 9,
}  # of ten starts, on every ordinary problem
SETTLED = {key for key in CONSTRAINED if CONSTRAINED[key].points[0].kind != "no multiplier"}


def method_for(key, problem):
    """With its defaults, but for the step size of plain gradient steps, which the problem knows."""
    kind = CONSTRAINED_METHODS[key]
    return kind(lr=min(problem.rate, knobs_of(kind)["lr"].high)) if key in FIRST_ORDER - {"frank_wolfe"} else kind()


@pytest.mark.parametrize("name", CONSTRAINED)
@every_method
def test_every_run_ends_at_a_kkt_point_or_says_why_not(key, name):
    problem = CONSTRAINED[name]
    if lacks(CONSTRAINED_METHODS[key], problem):
        assert problem.region is None or not problem.region.bounded or not problem.region.convex
        return
    trace = run(method_for(key, problem), problem, starts_for(problem), STEPS.get(key, 80))
    told_all = [verdict(trace, (i,)) for i in range(10)]
    if name in SETTLED and "zero multiplier" not in problem.traits:
        assert sum(told.word not in REASONS for told in told_all) >= REACHES.get(key, 0)
    for i, told in enumerate(told_all):
        if told.word in REASONS:
            assert told.word != "no interior" or key == "log_barrier"
            assert told.word not in ("infeasible", "nearly feasible") or told.violation > 1e-6
            far_out = np.abs(told.x).max() > 1e3 * (1 + np.abs(trace.x[0, :, i]).max())
            over = trace.status[i] in ("diverged", "undefined")
            assert told.word not in ("singular", "dependent") or over
            assert told.word != "diverged" or over or far_out
            assert told.word != "on its way" or trace.status[i] in ("running", "converged")
            continue
        assert told.word in ("minimum", "maximum", "undecided")
        assert told.violation <= 1e-6
        with np.errstate(all="ignore"):
            assert np.abs(residual(problem, trace.x[-1, :, i])).max() <= 1e-6 * (
                1 + np.abs(problem.grad(trace.x[-1, :, i])).max()
            )


SURE = {  # methods that settle every ordinary problem from its first start, but for these
    "augmented_lagrangian": set(),
    "sqp": set(),
    "interior_point": {"rosenbrock_disk2"},
    "quadratic_penalty": {"hs15"},
}


@pytest.mark.parametrize("name", sorted(SETTLED))
@pytest.mark.parametrize("key", SURE)
def test_robust_methods_settle_every_ordinary_problem(key, name):
    problem = CONSTRAINED[name]
    if name in SURE[key]:
        pytest.skip("a known weakness, tested below")
    starts = [
        s for s in (*problem.starts, problem.inside) if s and np.isfinite(problem.jacobian(np.array(s, float))).all()
    ]
    start = starts[1 if name == "obstacle" else 0]  # its first start is right behind the obstacle
    trace = run(CONSTRAINED_METHODS[key](), problem, np.array(start, float), 120)
    told = verdict(trace)
    assert told.word in ("minimum", "undecided"), told
    lam = np.array(told.multipliers)
    assert (lam[problem.n_equalities :] >= 0).all()
    if "lam" in trace.state:
        np.testing.assert_allclose(trace.state["lam"][-1], lam, rtol=1e-3, atol=1e-4)


def test_a_barrier_is_slow_where_constraint_and_multiplier_vanish_together():
    problem = CONSTRAINED["rosenbrock_disk2"]
    trace = run(CONSTRAINED_METHODS["interior_point"](), problem, problem.starts[0], 120)
    assert 1e-7 < np.abs(trace.x[-1] - 1).max() < 1e-2


def test_a_penalty_that_stops_growing_leaves_lambda_over_mu():
    problem = CONSTRAINED["hs15"]
    trace = run(CONSTRAINED_METHODS["quadratic_penalty"](), problem, [-0.5, -1.5], 120)
    told = verdict(trace)
    assert told.word == "nearly feasible"
    assert told.violation == pytest.approx(1751 / 1e8, rel=0.01)


@pytest.mark.parametrize("key", ["augmented_lagrangian", "quadratic_penalty", "sqp", "interior_point", "newton_kkt"])
@pytest.mark.parametrize("name", ["cusp", "hs13"])
def test_a_minimum_without_multipliers_is_never_called_solved(key, name):
    problem = CONSTRAINED[name]
    trace = run(CONSTRAINED_METHODS[key](), problem, starts_for(problem), 300)
    words = {verdict(trace, (i,)).word for i in range(10)}
    assert not words & {"minimum", "maximum", "undecided"}, words


@pytest.mark.parametrize("name", ["cusp", "hs13"])
def test_sqp_names_the_missing_multiplier(name):
    problem = CONSTRAINED[name]
    trace = run(CONSTRAINED_METHODS["sqp"](), problem, np.array([0.9, 0.5]), 300)
    assert verdict(trace).word == "no multiplier"
    assert np.abs(trace.x[-1] - np.array(problem.points[0][:2])).max() < 0.05


def test_the_end_of_a_cusp_is_not_taken_for_an_empty_set():
    trace = run(CONSTRAINED_METHODS["augmented_lagrangian"](), CONSTRAINED["hs13"], [0.5, 0.1], 120)
    assert verdict(trace).word == "no multiplier" and 1e-6 < verdict(trace).violation < 1e-5


def test_from_the_usual_start_of_hs2_most_methods_end_at_the_worse_minimum():
    for key in ("sqp", "augmented_lagrangian", "interior_point"):
        trace = run(CONSTRAINED_METHODS[key](), CONSTRAINED["hs2"], [-2, 1], 120)
        assert trace.status == "converged" and trace.fx[-1] == pytest.approx(4.94122931799, abs=1e-8)
    trace = run(CONSTRAINED_METHODS["projected_gradient"](lr=2e-4), CONSTRAINED["hs2"], [-2, 1], 400)
    assert trace.x[-1, 0] < -1


@pytest.mark.parametrize("key", ["augmented_lagrangian", "quadratic_penalty", "sqp", "interior_point"])
def test_an_empty_feasible_set_is_called_infeasible(key):
    trace = run(CONSTRAINED_METHODS[key](), own(x + y, (), (x**2 + y**2 + 1,)), [0.5, 0.3], 200)
    assert verdict(trace).word == "infeasible"


def test_a_problem_without_bottom_diverges():
    trace = run(CONSTRAINED_METHODS["sqp"](), own(x, (y,)), [0.5, 0.3], 2000)
    assert verdict(trace).word in ("diverged", "on its way") and trace.x[-1, 0] < -1e5


def test_a_maximum_along_the_constraint_is_called_one():
    trace = run(CONSTRAINED_METHODS["newton_kkt"](), CIRCLE, [1.0, 0.8], 30)
    assert verdict(trace).word == "maximum"


# ---- constraints that depend on each other ---------------------------------------------------------------------------

LINE, RING, BALL = x + y - 1, x**2 + y**2 - 2, x**2 + y**2 - 2
TWICE = {  # what is minimised, equalities, inequalities, and the one solution
    "a line twice": (x**2 + y**2, (LINE, 2 * LINE), (), (0.5, 0.5)),
    "a circle twice": (x + y, (RING, RING), (), (-1, -1)),
    "a circle and three times it": (x + y, (RING, 3 * RING), (), (-1, -1)),
    "a circle in two ways": (x + y, (RING, (x**2 + y**2) ** 2 - 4), (), (-1, -1)),
    "three lines through a point": (x, (x - 1, y - 1, x + y - 2), (), (1, 1)),
    "a disk twice": (x + y, (), (BALL, 2 * BALL), (-1, -1)),
    "a circle and its disk": (x + y, (RING,), (BALL,), (-1, -1)),
    "a circle as two inequalities": (x + y, (), (BALL, -BALL), (-1, -1)),
    "a corner and a wall that follows from it": (-x - y, (), (x - 1, y - 1, x + y - 2), (1, 1)),
    "an edge of a cross and its quadrant": ((x - 1) ** 2 + (y + 1) ** 2, (x * y,), (-x, -y), (1, 0)),
    "a wall behind another": (x**2 + y**2, (), (-LINE, -x - y, -x - 5), (0.5, 0.5)),
}
EVERYWHERE = np.array([(1, 0.5), (1.3, -0.7), (-2, 1.0), (0.3, 0.4)]).T


@pytest.mark.parametrize("name", TWICE)
@pytest.mark.parametrize("key", ["sqp", "augmented_lagrangian", "quadratic_penalty"])
def test_superfluous_constraints_change_no_minimum(key, name):
    f, equalities, inequalities, at = TWICE[name]
    trace = run(CONSTRAINED_METHODS[key](), own(f, equalities, inequalities), EVERYWHERE, 60)
    for i in range(4):
        told = verdict(trace, (i,))
        assert told.word == "minimum", told
        np.testing.assert_allclose(told.x, at, atol=1e-5)


@pytest.mark.parametrize("name", [name for name in TWICE if not TWICE[name][2]])
@pytest.mark.parametrize("key", ["interior_point", "log_barrier"])
def test_equalities_that_follow_from_others_do_not_stop_a_barrier(key, name):
    f, equalities, inequalities, at = TWICE[name]
    trace = run(CONSTRAINED_METHODS[key](), own(f, equalities, inequalities), EVERYWHERE, 80)
    assert {verdict(trace, (i,)).word for i in range(4)} == {"minimum"}
    np.testing.assert_allclose(trace.x[-1], np.reshape(at, (2, 1)) + 0 * EVERYWHERE, atol=1e-6)


@pytest.mark.parametrize("name", [name for name in TWICE if not TWICE[name][2]])
def test_newton_says_at_once_that_equalities_depend_on_each_other(name):
    f, equalities, inequalities, _at = TWICE[name]
    trace = run(CONSTRAINED_METHODS["newton_kkt"](), own(f, equalities, inequalities), EVERYWHERE, 60)
    assert {verdict(trace, (i,)).word for i in range(4)} == {"dependent"} and trace.last.max() <= 3


def test_sqp_squares_the_error_when_a_circle_is_given_in_two_ways():
    f, equalities, _, at = TWICE["a circle in two ways"]
    trace = run(CONSTRAINED_METHODS["sqp"](), own(f, equalities), [-1.2, -0.7], 30)
    error = np.abs(trace.x[: trace.last + 1] - np.array(at)).max(1)
    late = error[(error < 0.1) & (error > 1e-12)]
    assert trace.status == "converged" and len(late) >= 2
    assert (late[1:] < 10 * late[:-1] ** 2).all()


@pytest.mark.parametrize("key", ["sqp", "interior_point", "log_barrier", "augmented_lagrangian"])
@pytest.mark.parametrize("equalities", [(LINE, LINE - 1), (x - 1, y - 1, x + y - 3)])
def test_equalities_that_contradict_each_other_lead_to_the_least_violation(key, equalities):
    problem = own(x + y, equalities)
    trace = run(CONSTRAINED_METHODS[key](), problem, EVERYWHERE, 100)
    for i in range(4):
        told = verdict(trace, (i,))
        assert told.word == "infeasible"
        least = np.linalg.lstsq(problem.jacobian(told.x), -problem.constraints(told.x))[0]
        assert np.abs(least).max() < 1e-6  # no step makes the squares of the violations less


def test_a_matrix_that_repeats_itself_is_solved_where_it_can_be():
    rng = np.random.default_rng(0)
    rows = rng.normal(size=(3, 2))
    for J in (rows, np.stack([rows[0], 2 * rows[0], rows[1]]), np.stack([0 * rows[0], rows[0], rows[1]])):
        b = J @ rng.normal(size=2)
        lam = solve_semidefinite(J @ J.T, b)
        np.testing.assert_allclose(J @ J.T @ lam, b, atol=1e-12)
        assert (lam == 0).sum() >= 1  # two unknowns are enough
    A = rows.T @ rows
    np.testing.assert_allclose(solve_semidefinite(A, rows[0]), np.linalg.solve(A, rows[0]), rtol=1e-12)


def test_right_sides_that_agree_stay_as_they_are():
    rng = np.random.default_rng(1)
    J = rng.normal(size=(3, 2, 5))
    J[1] = -2 * J[0]
    c = (J * rng.normal(size=(1, 2, 5))).sum(1)
    np.testing.assert_allclose(reachable(J[:2], c[:2], 2), c[:2], atol=1e-12)
    np.testing.assert_allclose(reachable(J, c, 2)[2], c[2])
    torn = reachable(J[:2], c[:2] + np.array([[0.0], [1.0]]), 2)
    np.testing.assert_allclose(torn[1], -2 * torn[0], atol=1e-12)


def test_a_constraint_that_is_given_twice_has_many_multipliers_and_one_alone_has_one():
    p = np.array([-1.0, -1.0])
    once, twice = own(x + y, (RING,)), own(x + y, (RING, 3 * RING))
    assert not has_many_multipliers(once, p) and has_many_multipliers(twice, p)
    assert has_many_multipliers(own(x + y, (), (BALL, 2 * BALL)), p)
    assert not has_many_multipliers(own(x + y, (), (BALL, x + y - 3)), p)
    for problem in CONSTRAINED.values():
        for point in problem.points:
            if point.multipliers:
                assert not has_many_multipliers(problem, np.array(point[:2]))


def test_the_multipliers_of_repeated_equalities_balance_all_the_same():
    J = np.array([[1.0, 0.0], [2.0, 0.0]])
    assert multipliers(np.array([1.0, 0.0]), J, np.zeros(2), 2).tolist() == [-1, 0]
    assert multipliers(np.array([1.0, 0.0]), 0 * J, np.zeros(2), 2).tolist() == [0, 0]


DEGENERATE = {  # minima that no multipliers balance, though the first two have stationary points of a penalty nearby
    "a line squared": (x**2 + y**2, (LINE**2,), ()),
    "a disk that is a point": (x, (), (x**2 + y**2,)),
    "two disks that touch": (y, (), ((x - 1) ** 2 + y**2 - 1, (x + 1) ** 2 + y**2 - 1)),
    "a circle and its tangent": (x, (x**2 + y**2 - 1, y - 1), ()),
}


@pytest.mark.parametrize("name", DEGENERATE)
@pytest.mark.parametrize("key", ["sqp", "interior_point", "augmented_lagrangian", "quadratic_penalty"])
def test_where_gradients_lose_their_rank_no_end_is_called_solved_or_empty(key, name):
    problem = own(*DEGENERATE[name])
    trace = run(CONSTRAINED_METHODS[key](), problem, EVERYWHERE, 200)
    words = {verdict(trace, (i,)).word for i in range(4)}
    assert words <= {"no multiplier", "nearly feasible"} and "no multiplier" in words
    told = verdict(trace, (1,))
    assert np.isnan(told.multipliers).all()


@pytest.mark.parametrize("scale", [1e-4, 1.0, 1e4])
@pytest.mark.parametrize("radius", [0.05, 1.0, 20.0])
def test_neither_the_units_of_a_constraint_nor_the_size_of_its_set_make_it_degenerate(scale, radius):
    problem = own(x + y, (scale * (x**2 + y**2 - radius**2),))
    trace = run(CONSTRAINED_METHODS["sqp"](), problem, [-radius, -0.4 * radius], 60)
    assert verdict(trace).word == "minimum"


def test_a_touching_constraint_bars_the_way_down_to_its_side():
    saddle = x**2 - y**2
    free, walled = own(saddle, (), (x - 1,)), own(saddle, (), (y, -y))
    assert curvatures_left(free, np.zeros(2), np.zeros(1)).min() == -2
    assert set(curvatures_left(walled, np.zeros(2), np.zeros(2))) == {2}
    corner = own(-x - y, (), (x - 1, y - 1, x + y - 2))
    for lam in ([0.0, 0.0, 1.0], [1.0, 1.0, 0.0]):
        assert len(curvatures_left(corner, np.ones(2), np.array(lam))) == 0


# ---- phase I of the barrier ------------------------------------------------------------------------------------------

WITH_INSIDE = [key for key in CONSTRAINED if CONSTRAINED[key].inside and key != "hs13"]


@pytest.mark.parametrize("name", WITH_INSIDE)
def test_phase_one_leads_strictly_inside_from_every_start_and_stays_there(name):
    problem = CONSTRAINED[name]
    trace = run(CONSTRAINED_METHODS["log_barrier"](), problem, starts_for(problem), 60)
    for i in range(10):
        out, highest = trace.state["out"][:, i], problem.constraints(trace.x[:, :, i].T)[problem.n_equalities :].max(0)
        inside = np.flatnonzero(out == 0)
        if len(inside) == 0:  # the slopes are undefined at the start
            assert verdict(trace, (i,)).word == "undefined"
            continue
        assert inside[0] <= 10 and (out[inside[0] :] == 0).all()
        assert (highest[inside] < 0).all() and (highest[: inside[0]] >= 0).all()
        assert (out[: inside[0]] > highest[: inside[0]]).all()  # the walls stand outside of x


def test_a_step_of_phase_one_by_hand():
    # one straight wall g = x - 1 at x = 2: s = 2, and without curvature the step goes down the slope of g
    trace = run(CONSTRAINED_METHODS["log_barrier"](mu=1.0), own(y, (), (x - 1,)), [2.0, 0.5], 1)
    assert trace.state["out"].tolist() == [2, 0] and trace.x[1, 0] < 1 and trace.x[1, 1] == 0.5


def test_phase_one_ends_at_the_bottom_of_the_largest_g_if_that_is_above_zero():
    g = (x**2 + 4 * y**2 + x * y) / 2 + 1
    trace = run(CONSTRAINED_METHODS["log_barrier"](), own(x, (), (g,)), [1.5, -0.5], 200)
    assert verdict(trace).word == "infeasible"
    np.testing.assert_allclose(trace.x[-1], [0, 0], atol=1e-6)
    assert trace.state["out"][-1] == pytest.approx(1, abs=1e-6)  # the least of the largest g


@pytest.mark.parametrize("key", ["log_barrier"])
@pytest.mark.parametrize(
    ("inequalities", "least", "word"),
    [
        ((x**2 + y**2 + 1,), 1, "infeasible"),
        ((x + 1, 1 - x), 1, "infeasible"),
        (((x - 2) ** 2 + y**2 - 1, (x + 2) ** 2 + y**2 - 1), 3, "infeasible"),
        ((x**2 + y**2 - 2, 2 - x**2 - y**2), 0, "no interior"),
        ((LINE, -LINE), 0, "no interior"),
        ((x**2 + y**2,), 0, "no interior"),
    ],
)
def test_phase_one_says_when_nothing_is_strictly_inside(key, inequalities, least, word):
    trace = run(CONSTRAINED_METHODS[key](), own(x**2 + y, (), inequalities), EVERYWHERE, 150)
    assert {verdict(trace, (i,)).word for i in range(4)} == {word}
    np.testing.assert_allclose(trace.state["out"][-1], least, atol=1e-5)


def test_the_barrier_settles_every_ordinary_problem_from_every_start():
    for name in WITH_INSIDE:
        problem = CONSTRAINED[name]
        trace = run(CONSTRAINED_METHODS["log_barrier"](), problem, starts_for(problem), 150)
        words = [verdict(trace, (i,)).word for i in range(10)]
        assert "zero multiplier" in problem.traits or set(words) <= {"minimum", "maximum", "undefined"}, name
        assert words.count("undefined") <= 1


# ---- the second-order correction -------------------------------------------------------------------------------------

MARATOS = CONSTRAINED["maratos"]  # Powell's example; the solution is (1, 0)
ON_CIRCLE = np.array(MARATOS.starts[0])


def to_solution(p):
    return np.hypot(p[0] - 1, p[1])


def test_the_merit_rejects_a_step_that_squares_the_error():
    trace = run(CONSTRAINED_METHODS["sqp"](correction=False), MARATOS, ON_CIRCLE, 1)
    d, before = trace.info["d"][0], to_solution(ON_CIRCLE)
    assert to_solution(ON_CIRCLE + d) < before**2
    assert MARATOS.value(ON_CIRCLE + d) > MARATOS.value(ON_CIRCLE)  # and it leaves the circle too
    assert trace.info["alpha"][0] < 1


def test_the_correction_saves_the_full_step():
    plain, bent = (run(CONSTRAINED_METHODS["sqp"](correction=c), MARATOS, ON_CIRCLE, 40) for c in (False, True))
    assert (bent.info["alpha"][: bent.last] == 1).all()
    assert to_solution(bent.x[1]) < to_solution(ON_CIRCLE) ** 2
    assert abs(MARATOS.constraints(bent.x[1])[0]) < 0.1 * abs(MARATOS.constraints(ON_CIRCLE + plain.info["d"][0])[0])
    assert plain.status == bent.status == "converged" and bent.last < plain.last


def test_on_straight_constraints_there_is_nothing_to_correct():
    for name in ("line_point", "diamond", "nw_qp", "wyndor"):
        problem = CONSTRAINED[name]
        starts = starts_for(problem)
        plain, bent = (run(CONSTRAINED_METHODS["sqp"](correction=c), problem, starts, 30) for c in (False, True))
        assert same(plain.x, bent.x), name
