"""Second-order methods: what curvature is good for, and where it leads astray."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import optimize

from experiments import Experiment
from optim_core import METHODS, Oracle, knobs_of, run
from optim_core.algebra import eigh, least_squares, matmul, matvec, positive_definite, transpose
from optim_core.second_order.cubic_regularization import cubic_step
from optim_core.second_order.modified_newton import respelled, shifted
from optim_core.second_order.trust_region_cauchy import cauchy_point
from optim_core.second_order.trust_region_dogleg import dogleg
from optim_core.second_order.trust_region_exact import exact_step
from optim_core.second_order.trust_region_steihaug import steihaug
from surfaces import SURFACES

pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning")  # helpers are called outside `run` here

ROSENBROCK, BEALE, HIMMELBLAU, MONKEY = (SURFACES[key] for key in ("rosenbrock", "beale", "himmelblau", "monkey"))


class Squares:
    """Rosenbrock's function as the sum of squares it is, or another one."""

    def __init__(self, residuals, jacobian):
        self.residuals, self.jacobian = residuals, jacobian

    def value(self, p):
        return (self.residuals(p) ** 2).sum(0)

    def grad(self, p):
        return 2 * matvec(transpose(self.jacobian(p)), self.residuals(p))


def rosenbrock_residuals(p):
    x, y = p
    return np.stack([10 * (y - x * x), 1 - x])


def rosenbrock_jacobian(p):
    x, one = p[0], np.ones_like(p[0])
    return np.stack([np.stack([-20 * x, 10 * one]), np.stack([-one, 0 * one])])


def beale_residuals(p):
    x, y = p
    return np.stack([1.5 - x + x * y, 2.25 - x + x * y**2, 2.625 - x + x * y**3])


def beale_jacobian(p):
    x, y = p
    return np.stack([np.stack([y - 1, x]), np.stack([y**2 - 1, 2 * x * y]), np.stack([y**3 - 1, 3 * x * y**2])])


SUM_OF_SQUARES = Squares(rosenbrock_residuals, rosenbrock_jacobian)


def path(key, surface, start, steps, **knobs):
    return run(METHODS[key](**knobs), surface, start, steps).x


# -- linear algebra


@pytest.mark.parametrize("n", [1, 2, 3, 6])
def test_eigenvectors_are_orthogonal_and_put_the_matrix_together(n):
    A = np.random.default_rng(n).normal(size=(n, n, 20))
    A = A + transpose(A)
    values, Q = eigh(A)
    assert np.abs(matmul(Q * values, transpose(Q)) - A).max() < 1e-13
    assert np.abs(matmul(transpose(Q), Q) - np.eye(n)[..., None]).max() < 1e-14
    theirs = np.linalg.eigvalsh(A.transpose(2, 0, 1)).T
    assert np.abs(np.sort(values, 0) - theirs).max() < 1e-13
    assert np.array_equal(positive_definite(A + 2 * np.eye(n)[..., None]), theirs[0] + 2 > 0)


def test_least_squares_agrees_with_numpy_linalg_lstsq():
    rng = np.random.default_rng(0)
    A, b = rng.normal(size=(5, 3, 10)), rng.normal(size=(5, 10))
    x = least_squares(A, b)
    for i in range(10):
        assert np.abs(x[:, i] - np.linalg.lstsq(A[..., i], b[:, i], rcond=None)[0]).max() < 1e-13


# -- Newton and its repairs


def test_newton_solves_a_parabola_in_one_step():
    assert np.abs(path("newton", SURFACES["quadratic"](kappa=100), [10.0, 1.0], 1)[1]).max() < 1e-13


def test_newton_is_drawn_to_the_saddle_of_beale_in_one_step():
    assert np.abs(path("newton", BEALE, [1.0, 1.0], 1)[1] - [0, 1]).max() < 1e-15


def test_newton_halves_the_way_to_the_monkey_saddle():
    steps = path("newton", MONKEY, [0.5, 0.5], 20)
    assert np.array_equal(steps[1:], steps[:-1] / 2)


def test_newton_climbs_to_the_maximum_of_himmelblau():
    trace = run(METHODS["newton"](), HIMMELBLAU, [0.0, 0.0], 20)
    assert np.abs(trace.x[5] - [-0.27084459, -0.92303856]).max() < 1e-8
    assert np.linalg.eigvalsh(HIMMELBLAU.hess(trace.x[-1])).max() < 0
    assert trace.status == "converged"


def test_newton_goes_up_on_rosenbrock_before_it_converges_quadratically():
    fx = run(METHODS["newton"](), ROSENBROCK, [-1.2, 1.0], 7).fx
    assert fx[:3] == pytest.approx([24.2, 4.7319, 1411.845], rel=1e-4)
    assert fx[6] < 1e-18


def test_newton_does_not_care_about_scales():
    class Stretched:
        scale = np.array([3.0, 0.01])

        def value(self, p):
            return HIMMELBLAU.value(p * self.scale)

        def grad(self, p):
            return HIMMELBLAU.grad(p * self.scale) * self.scale

        def hess(self, p):
            return HIMMELBLAU.hess(p * self.scale) * np.outer(self.scale, self.scale)

    plain = path("newton", HIMMELBLAU, [5.0, 5.0], 8)
    stretched = path("newton", Stretched(), np.array([5.0, 5.0]) / Stretched.scale, 8) * Stretched.scale
    assert np.abs(plain - stretched).max() < 1e-12


def test_newton_errors_are_squared_in_each_step():
    error = np.linalg.norm(path("newton", HIMMELBLAU, [5.0, 5.0], 8) - [3, 2], axis=1)
    error = error[error > 1e-7]
    assert len(error) > 4
    assert (error[1:] <= error[:-1] ** 2).all()


@pytest.mark.parametrize("surface, start", [("himmelblau", (5, 5)), ("beale", (1, 1)), ("rosenbrock", (-1.2, 1))])
def test_newton_iterates_are_those_of_optimistix_newton_on_the_gradient(surface, start):
    optimistix, lineax, jax = (pytest.importorskip(name) for name in ("optimistix", "lineax", "jax"))
    from tests.reference.optimistix_paths import FUNCTIONS, accepted

    solver = optimistix.Newton(rtol=1e-300, atol=1e-300, linear_solver=lineax.LU())
    theirs = accepted(solver, jax.grad(FUNCTIONS[surface]), start, 6)
    ours = path("newton", SURFACES[surface], start, 6)[: len(theirs)]
    assert np.abs(ours - theirs).max() < 1e-9


def test_damped_newton_is_newton_where_the_full_step_pays():
    plain, damped = (path(key, HIMMELBLAU, [5.0, 5.0], 8) for key in ("newton", "damped_newton"))
    assert np.array_equal(plain, damped)


def test_damped_newton_never_goes_up_and_falls_back_to_the_slope():
    trace = run(METHODS["damped_newton"](search="armijo"), HIMMELBLAU, [0.0, 0.0], 40)
    assert trace.status == "converged" and (np.diff(trace.fx) <= 0).all()
    assert trace.info["fallback"][0] and not trace.info["fallback"][trace.last - 3]
    assert np.array_equal(trace.info["d"][0], -trace.state["g"][0])


def test_the_shift_is_the_first_of_the_doublings_that_makes_the_hessian_positive():
    rng, beta = np.random.default_rng(3), 1e-3
    for _ in range(50):
        H = rng.normal(size=(3, 3))
        H = H + H.T
        least = H.diagonal().min()
        tau = 0.0 if least > 0 else beta - least
        while True:  # Nocedal & Wright, Algorithm 3.3
            try:
                np.linalg.cholesky(H + tau * np.eye(3))
                break
            except np.linalg.LinAlgError:
                tau = max(2 * tau, beta)
        assert np.abs(shifted(H, beta, Oracle(None)) - H - tau * np.eye(3)).max() < 1e-12


def test_floor_and_flip_repair_the_eigenvalues_only():
    H = np.array([[1.0, 2.0], [2.0, -3.0]])
    values, Q = np.linalg.eigh(H)
    assert np.abs(respelled(H, 0.5, flip=True) - Q @ np.diag(np.abs(values)) @ Q.T).max() < 1e-14
    assert np.abs(respelled(H, 0.5, flip=False) - Q @ np.diag([0.5, values[1]]) @ Q.T).max() < 1e-14


@pytest.mark.parametrize("repair", ["shift", "floor", "flip"])
def test_modified_newton_leaves_the_maximum_that_draws_newton(repair):
    trace = run(METHODS["modified_newton"](repair=repair), HIMMELBLAU, [0.0, 0.0], 60)
    assert trace.status == "converged" and trace.fx[-1] < 1e-20


def test_saddle_free_newton_is_newton_on_a_bowl_and_leaves_a_saddle():
    plain, free = (path(key, HIMMELBLAU, [5.0, 5.0], 6) for key in ("newton", "saddle_free_newton"))
    assert np.abs(plain - free).max() < 1e-13
    strict = SURFACES["strict_saddle"]
    x = path("saddle_free_newton", strict, [0.5, 1e-3], 60)[-1]
    assert np.linalg.eigvalsh(strict.hess(x)).min() > 0
    assert np.linalg.eigvalsh(strict.hess(path("newton", strict, [0.5, 1e-3], 60)[-1])).min() < 0


def test_newton_cg_ends_where_scipy_newton_cg_ends():
    known = {"jac": ROSENBROCK.grad, "hess": ROSENBROCK.hess, "options": {"xtol": 1e-10}}
    theirs = optimize.minimize(ROSENBROCK.value, [-1.2, 1], method="Newton-CG", **known)
    trace = run(METHODS["newton_cg"](), ROSENBROCK, [-1.2, 1], 100)
    assert trace.status == "converged"
    assert np.abs(trace.x[-1] - theirs.x).max() < 1e-8


def test_newton_cg_goes_down_the_slope_where_the_first_curvature_is_negative():
    trace = run(METHODS["newton_cg"](), HIMMELBLAU, [0.0, 0.0], 1)
    assert trace.info["rounds"][0] == 0
    assert np.array_equal(trace.info["d"][0], -trace.state["g"][0])


# -- trust regions

REGIONS = ["trust_region_cauchy", "trust_region_dogleg", "trust_region_steihaug", "trust_region_exact"]


@pytest.mark.parametrize(
    "key, theirs, starts",
    [
        ("trust_region_dogleg", "dogleg", [("rosenbrock", (-1.2, 1)), ("quadratic", (3, 2.5)), ("himmelblau", (5, 5))]),
        (
            "trust_region_steihaug",
            "trust-ncg",
            [("rosenbrock", (-1.2, 1)), ("himmelblau", (0, 0)), ("beale", (1, 1)), ("camel6", (1, 1))],
        ),
    ],
)
def test_every_iterate_is_that_of_scipy(key, theirs, starts):
    """`scipy.optimize.minimize(method="dogleg" and "trust-ncg")`, where a rejected step repeats the point."""
    for name, start in starts:
        surface, points = SURFACES[name], [np.array(start, float)]
        optimize.minimize(
            surface.value,
            start,
            jac=surface.grad,
            hess=surface.hess,
            method=theirs,
            callback=lambda xk, points=points: points.append(xk.copy()),
            options={"initial_trust_radius": 1.0, "max_trust_radius": 1000.0, "eta": 0.15, "gtol": 1e-7},
        )
        ours = path(key, surface, start, len(points) - 1)
        assert len(points) > 3
        assert np.abs(ours - points).max() < 1e-12, name


def models(count=60):
    """Random gradients and symmetric matrices, half of them indefinite or worse, with radii that bind or do not."""
    rng = np.random.default_rng(0)
    g, B = rng.normal(size=(2, count)), rng.normal(size=(2, 2, count))
    return g, B + transpose(B), 10 ** rng.uniform(-1, 1, count)


def model(g, B, p):
    return np.einsum("i,i...->...", g, p) + 0.5 * np.einsum("i...,ij,j...->...", p, B, p)


def disc(radius, rings=400, spokes=720):
    r, t = np.meshgrid(np.linspace(0, radius, rings), np.linspace(0, 2 * np.pi, spokes, endpoint=False))
    return np.stack([r * np.cos(t), r * np.sin(t)])


HARD = [  # the gradient has no part along the lowest curvature
    ([0.0, 1.0], [[-2.0, 0.0], [0.0, 1.0]], 2.0),
    ([0.0, 0.0], [[-1.0, 0.0], [0.0, 3.0]], 1.0),
    ([1.0, 1.0], [[0.0, 2.0], [2.0, 0.0]], 3.0),
    ([1e-18, 1.0], [[-2.0, 0.0], [0.0, 1.0]], 2.0),
    ([0.0, 0.0], [[-1.0, 0.0], [0.0, -1.0]], 0.5),
]


def test_the_exact_step_is_nowhere_beaten_in_its_region():
    g, B, radius = models()
    p, _, _ = exact_step(g, B, radius, Oracle(None, (60,)))
    cases = [(g[:, i], B[..., i], radius[i], p[:, i]) for i in range(60)]
    for g_, B_, r in HARD:
        g_, B_ = np.array(g_), np.array(B_)
        cases.append((g_, B_, r, exact_step(g_, B_, np.float64(r), Oracle(None))[0]))
    for g_, B_, r, p_ in cases:
        assert np.linalg.norm(p_) <= r * (1 + 1e-9)
        best = model(g_, B_, disc(r)).min()
        assert model(g_, B_, p_) <= best + 1e-9 * abs(best)


def test_the_exact_step_fulfils_the_conditions_of_more_and_sorensen_in_five_unknowns():
    rng = np.random.default_rng(5)
    g, B, radius = rng.normal(size=(5, 30)), rng.normal(size=(5, 5, 30)), 10 ** rng.uniform(-1, 1, 30)
    B = B + transpose(B)
    p, at_edge, shift = exact_step(g, B, radius, Oracle(None, (30,)))
    shift = np.where(at_edge, shift, 0)
    assert np.abs(matvec(B, p) + shift * p + g).max() < 1e-9
    assert (np.linalg.eigvalsh(B.transpose(2, 0, 1))[:, 0] + shift > -1e-9).all() and (shift >= 0).all()
    assert np.abs(np.where(at_edge, np.linalg.norm(p, axis=0) / radius - 1, 0)).max() < 1e-9


def test_every_step_promises_at_least_what_the_cauchy_point_does():
    g, B, radius = models()
    f = Oracle(None, (60,))
    with np.errstate(all="ignore"):
        steps = {
            "cauchy": cauchy_point(g, B, radius)[0],
            "dogleg": dogleg(g, B, radius)[0],
            "steihaug": steihaug(g, B, radius, f)[0],
            "exact": exact_step(g, B, radius, f)[0],
        }
    for i in range(60):
        value = {name: model(g[:, i], B[..., i], p[:, i]) for name, p in steps.items()}
        assert value["exact"] <= min(value.values()) + 1e-9
        assert max(value["dogleg"], value["steihaug"]) <= value["cauchy"] + 1e-9
        assert all(np.linalg.norm(p[:, i]) <= radius[i] * (1 + 1e-9) for p in steps.values())


@pytest.mark.parametrize("key", REGIONS)
@pytest.mark.parametrize("surface", ["rosenbrock", "himmelblau", "beale", "camel6"])
def test_trust_regions_never_go_up_and_find_a_flat_point(key, surface):
    surface = SURFACES[surface]
    trace = run(METHODS[key](), surface, surface.starts[0], 3000 if key.endswith("cauchy") else 200)
    assert (np.diff(trace.fx) <= 1e-12 * np.abs(trace.fx[1:])).all()
    assert trace.grad_norm[-1] < (0.05 if key.endswith("cauchy") else 1e-6)


@pytest.mark.parametrize("key", REGIONS[1:])
def test_what_is_rejected_stays_and_shrinks_the_region(key):
    trace = run(METHODS[key](radius=10.0), ROSENBROCK, [-1.2, 1.0], 12)
    rejected = np.flatnonzero(trace.info["accepted"] == 0)
    assert len(rejected) > 0
    assert np.array_equal(trace.x[rejected + 1], trace.x[rejected])
    assert np.array_equal(trace.state["radius"][rejected + 1], trace.state["radius"][rejected] / 4)
    asked = np.diff(trace.evaluations["gradient"])
    assert np.array_equal(asked, trace.info["accepted"]) and (np.diff(trace.evaluations["value"]) == 1).all()


@pytest.mark.parametrize("key, escapes", [("trust_region_exact", True), ("trust_region_steihaug", False)])
def test_only_the_exact_step_leaves_a_saddle_that_has_no_slope(key, escapes):
    trace = run(METHODS[key](), SURFACES["strict_saddle"], [0.0, 0.0], 60)
    assert trace.status == "converged"
    assert (np.abs(trace.x[-1]).max() > 0.5) == escapes


# -- cubic regularisation


def test_the_cubic_step_is_nowhere_beaten():
    g, B, M = models()
    p = cubic_step(g, B, M, Oracle(None, (60,)))
    cases = [(g[:, i], B[..., i], M[i], p[:, i]) for i in range(60)]
    for g_, B_, m in HARD:
        g_, B_ = np.array(g_), np.array(B_)
        cases.append((g_, B_, m, cubic_step(g_, B_, np.float64(m), Oracle(None))))
    for g_, B_, m, p_ in cases:
        around = disc(1.5 * np.linalg.norm(p_) + 0.1)
        cubes = m / 6 * np.linalg.norm(around, axis=0) ** 3
        best = (model(g_, B_, around) + cubes).min()
        assert model(g_, B_, p_) + m / 6 * np.linalg.norm(p_) ** 3 <= best + 1e-9 * abs(best)


def test_cubic_regularisation_leaves_saddles_and_becomes_newton():
    assert np.abs(path("cubic_regularization", SURFACES["strict_saddle"], [0.5, 1e-4], 60)[-1]).max() > 0.5
    trace = run(METHODS["cubic_regularization"](), HIMMELBLAU, [0.0, 0.0], 60)
    assert trace.status == "converged" and trace.fx[-1] < 1e-20
    assert trace.state["M"][-1] < 1


# -- sums of squares


def test_gauss_newton_solves_rosenbrock_in_two_steps():
    steps = path("gauss_newton", SUM_OF_SQUARES, [-1.2, 1.0], 2)
    assert np.abs(steps[1] - [1, -3.84]).max() < 1e-14
    assert np.abs(steps[2] - 1).max() < 1e-14


def test_gauss_newton_iterates_are_those_of_optimistix_gauss_newton_with_qr():
    optimistix, lineax, jnp = (pytest.importorskip(name) for name in ("optimistix", "lineax", "jax.numpy"))
    from tests.reference.optimistix_paths import accepted

    def residuals(p):
        x, y = p
        return jnp.array([1.5 - x + x * y, 2.25 - x + x * y**2, 2.625 - x + x * y**3])

    solver = optimistix.GaussNewton(rtol=1e-300, atol=1e-300, linear_solver=lineax.QR())
    theirs = accepted(solver, residuals, (2.0, 0.2), 8)
    ours = path("gauss_newton", Squares(beale_residuals, beale_jacobian), [2.0, 0.2], 8)[: len(theirs)]
    assert len(ours) > 4
    assert np.abs(ours - theirs).max() < 1e-11


def test_gauss_newton_leaves_alone_what_no_residual_depends_on():
    problem = Squares(beale_residuals, beale_jacobian)
    assert not problem.jacobian(np.array([1.0, 1.0]))[:, 0].any()
    steps = path("gauss_newton", problem, [1.0, 1.0], 1)
    assert steps[1, 0] == 1 and np.isfinite(steps).all()


@pytest.mark.parametrize("scaling", ["Levenberg", "Marquardt"])
@pytest.mark.parametrize("start", [(2.0, 0.2), (1.0, 1.0), (-1.2, 1.0)])
def test_levenberg_marquardt_ends_where_scipy_least_squares_lm_ends(scaling, start):
    problem = Squares(beale_residuals, beale_jacobian) if start != (-1.2, 1.0) else SUM_OF_SQUARES
    theirs = optimize.least_squares(problem.residuals, start, problem.jacobian, method="lm", xtol=1e-15, ftol=1e-15)
    trace = run(METHODS["levenberg_marquardt"](scaling=scaling), problem, start, 200)
    assert trace.status == "converged"
    assert np.abs(trace.x[-1] - theirs.x).max() < 1e-8
    assert (np.diff(trace.fx) <= 0).all()


def test_a_batch_of_least_squares_equals_its_runs_one_by_one():
    starts = np.random.default_rng(0).uniform(-2, 2, (2, 8))
    for key in ("gauss_newton", "levenberg_marquardt"):
        batch = run(METHODS[key](), SUM_OF_SQUARES, starts, 20)
        for i in range(8):
            single = run(METHODS[key](), SUM_OF_SQUARES, starts[:, i], 20)
            assert np.array_equal(single.x, batch.x[..., i])
            assert np.array_equal(single.evaluations["gradient"], batch.evaluations["gradient"][:, i])


@pytest.mark.parametrize("key", ["gauss_newton", "levenberg_marquardt"])
def test_where_there_are_no_residuals_the_message_says_so(key):
    assert METHODS[key].needs == ("residuals", "jacobian")
    with pytest.raises(ValueError, match=r"Monkey saddle has no residuals: .* sum of squares"):
        run(METHODS[key](), MONKEY, [1.0, 1.0], 5)


def test_newton_takes_its_knob_by_either_name():
    assert METHODS["newton"](step=0.5) == METHODS["newton"](lr=0.5)
    experiment, notes = Experiment.from_query("run=newton(step=0.5)")
    assert experiment.method(0).lr == 0.5 and not notes


@pytest.mark.parametrize("key", [key for key, method in METHODS.items() if "search" in knobs_of(method)])
def test_whatever_uses_a_line_search_takes_it_by_either_name(key):
    assert METHODS[key](line_search="armijo") == METHODS[key](search="armijo")
