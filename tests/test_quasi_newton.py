"""Quasi-Newton methods: what an update must do, and where the paths of others lead."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import optimize

from optim_core import METHODS, run
from optim_core.algebra import dot, matvec
from optim_core.quasi_newton import bfgs, broyden, dfp, lbfgs, sr1
from surfaces import SURFACES

ROSENBROCK = SURFACES["rosenbrock"]


class Bowl:
    """½ xᵀA x − bᵀx in five unknowns."""

    A = np.linalg.qr(np.random.default_rng(4).normal(size=(5, 5)))[0]
    A = A @ np.diag([1.0, 3.0, 10.0, 40.0, 100.0]) @ A.T
    b = np.arange(5.0)

    def value(self, p):
        return 0.5 * dot(p, self.times(p)) - np.tensordot(self.b, p, 1)

    def grad(self, p):
        return self.times(p) - self.b.reshape(5, *[1] * (p.ndim - 1))

    def hess(self, p):
        return self.A.reshape(5, 5, *[1] * (p.ndim - 1)) + np.zeros_like(p)

    def times(self, p):
        return np.tensordot(self.A, p, 1)


def pairs(count=50, n=3):
    """Random positive matrices, steps, and turns of the gradient on bowls other than these."""
    rng = np.random.default_rng(0)
    half, other, s = rng.normal(size=(n, n, count)), rng.normal(size=(n, n, count)), rng.normal(size=(n, count))
    P, M = (np.einsum("ikr,jkr->ijr", h, h) + 0.5 * np.eye(n)[..., None] for h in (half, other))
    return P, s, matvec(M, s)


def worst(a, b):
    return np.abs(a - b).max() / np.abs(b).max()


class Wave:
    """sin x + y²/2: a step from the crest bends down first and up later."""

    def value(self, p):
        return np.sin(p[0]) + p[1] ** 2 / 2

    def grad(self, p):
        return np.stack([np.cos(p[0]), p[1]])


@pytest.mark.parametrize("key", ["bfgs", "dfp", "broyden"])
def test_the_identity_is_scaled_before_the_first_update_even_if_the_first_steps_teach_nothing(key):
    trace = run(METHODS[key](search="armijo", scale_first=True), Wave(), [2.0, 0.1], 12)
    matrices = trace.state["B" if key == "broyden" else "H"]
    pairs = zip(trace.info["s"], trace.info["y"], strict=True)
    first = next(k for k, (s, y) in enumerate(pairs) if s @ y > 0)
    assert first > 0 and np.array_equal(matrices[first], np.eye(2))
    s, y = trace.info["s"][first], trace.info["y"][first]
    start = np.eye(2) * ((y @ y) / (s @ y) if key == "broyden" else (s @ y) / (y @ y))
    updated = {
        "bfgs": bfgs.inverse_update, "dfp": dfp.inverse_update, "broyden": lambda B, s, y: broyden.update(B, s, y, 0.5)
    }[key]  # fmt: skip
    assert matrices[first + 1] == pytest.approx(updated(start, s, y), rel=1e-12)


@pytest.mark.parametrize("update", [bfgs.inverse_update, dfp.inverse_update])
def test_the_new_inverse_fulfils_the_secant_condition_and_stays_positive(update):
    H, s, y = pairs()
    new = update(H, s, y)
    assert worst(matvec(new, y), s) < 1e-11
    assert np.array_equal(new, new.swapaxes(0, 1)) or worst(new, new.swapaxes(0, 1)) < 1e-13
    assert np.linalg.eigvalsh(new.transpose(2, 0, 1)).min() > 0


@pytest.mark.parametrize("phi", [0.0, 0.3, 1.0])
def test_every_member_of_broydens_family_fulfils_the_secant_condition_and_stays_positive(phi):
    B, s, y = pairs()
    new = broyden.update(B, s, y, phi)
    assert worst(matvec(new, s), y) < 1e-11
    assert np.linalg.eigvalsh(new.transpose(2, 0, 1)).min() > 0


@pytest.mark.parametrize("phi, inverse", [(0.0, bfgs.inverse_update), (1.0, dfp.inverse_update)])
def test_the_ends_of_the_family_are_bfgs_and_dfp(phi, inverse):
    B, s, y = pairs()
    direct = broyden.update(B, s, y, phi)
    H = inverse(np.linalg.inv(B.transpose(2, 0, 1)).transpose(1, 2, 0), s, y)
    assert worst(np.einsum("ikr,kjr->ijr", direct, H), np.eye(3)[..., None]) < 1e-9


def test_one_member_outside_the_family_is_sr1():
    B, s, y = (each[..., 0] for each in pairs())
    phi = s @ y / (s @ y - s @ B @ s)
    assert worst(broyden.update(B, s, y, phi), sr1.update(B, s, y)) < 1e-12


def test_without_positive_curvature_nothing_is_learned():
    H, s, y = pairs()
    for update in (bfgs.inverse_update, dfp.inverse_update, lambda *a: broyden.update(*a, 0.5)):
        assert np.array_equal(update(H, s, -y), H)


def strategy_after(strategy, kind, steps, turns):
    strategy.initialize(len(steps[0]), kind)
    for s, y in zip(steps, turns, strict=True):
        strategy.update(s, y)
    return strategy.get_matrix()


def test_bfgs_updates_are_those_of_scipy_bfgs_skip_update():
    steps, turns = [each.T for each in pairs()[1:]]
    H = np.eye(3)
    for s, y in zip(steps, turns, strict=True):
        H = bfgs.inverse_update(H, s, y)
    theirs = optimize.BFGS(exception_strategy="skip_update", min_curvature=1e-8, init_scale=1.0)
    assert worst(H, strategy_after(theirs, "inv_hess", steps, turns)) < 1e-9


def test_sr1_updates_are_those_of_scipy_sr1():
    steps, turns = [each.T for each in pairs()[1:]]
    B = np.eye(3)
    for s, y in zip(steps, turns, strict=True):
        B = sr1.update(B, s, y)
    theirs = optimize.SR1(min_denominator=1e-8, init_scale=1.0)
    assert worst(B, strategy_after(theirs, "hess", steps, turns)) < 1e-9


def test_sr1_knows_a_parabola_after_n_steps():
    steps = np.random.default_rng(1).normal(size=(5, 5))
    B = np.eye(5)
    for s in steps:
        B = sr1.update(B, s, Bowl.A @ s)
    assert worst(B, Bowl.A) < 1e-9


def with_exact_search(key, **knobs):
    return run(METHODS[key](search="exact", **knobs), Bowl(), np.ones(5), 5).x


@pytest.mark.parametrize(
    "key, knobs",
    [("bfgs", {}), ("dfp", {}), ("lbfgs", {}), *(("broyden", {"phi": phi}) for phi in (0.0, 0.25, 0.8, 1.0))],
)
def test_with_exact_search_a_parabola_is_solved_on_the_path_of_linear_cg(key, knobs):
    path = with_exact_search(key, **knobs)
    cg = run(METHODS["linear_cg"](), Bowl(), np.ones(5), 5).x
    assert worst(path, cg) < 1e-9
    assert worst(path[-1], np.linalg.solve(Bowl.A, Bowl.b)) < 1e-9


def test_the_inverse_after_n_exact_steps_is_that_of_the_parabola():
    trace = run(METHODS["bfgs"](search="exact"), Bowl(), np.ones(5), 5)
    assert worst(trace.state["H"][-1], np.linalg.inv(Bowl.A)) < 1e-6


def test_two_loops_with_all_pairs_are_bfgs_started_from_the_scaled_identity():
    _, s, y = (each.transpose(-1, *range(each.ndim - 1)) for each in pairs(6))
    gamma, g = dot(s[-1], y[-1]) / dot(y[-1], y[-1]), np.array([1.0, -2.0, 0.5])
    H = gamma * np.eye(3)
    for each in zip(s, y, strict=True):
        H = bfgs.inverse_update(H, *each)
    rho = 1 / (s * y).sum(1)
    assert worst(lbfgs.two_loops(g, s[::-1], y[::-1], rho[::-1], gamma), H @ g) < 1e-9


@pytest.mark.parametrize("key", ["bfgs", "lbfgs", "broyden"])
def test_convergence_is_superlinear_on_rosenbrock(key):
    error = np.linalg.norm(run(METHODS[key](), ROSENBROCK, [-1.2, 1.0], 100).x - 1, axis=1)
    error = error[(error > 1e-12) & (error < 0.1)]
    assert (error[1:] / error[:-1])[-3:].max() < 0.35
    assert (error[1:] / error[:-1])[-1] < 0.05


@pytest.mark.parametrize("key", ["bfgs", "dfp", "lbfgs", "broyden", "sr1"])
@pytest.mark.parametrize("surface", ["rosenbrock", "himmelblau", "beale", "camel6"])
def test_they_end_where_scipy_minimize_bfgs_ends(key, surface):
    start = SURFACES[surface].starts[0]
    theirs = optimize.minimize(SURFACES[surface].value, start, jac=SURFACES[surface].grad, method="BFGS", tol=1e-10)
    trace = run(METHODS[key](), SURFACES[surface], start, 500)
    assert trace.status == "converged"
    lowest = min(np.abs(np.array(m[:2]) - trace.x[-1]).max() for m in SURFACES[surface].minima)
    assert lowest < 1e-6
    assert trace.fx[-1] <= theirs.fun + 1e-9 or surface in ("camel6", "himmelblau")  # several minima


def test_dfp_recovers_more_slowly_than_bfgs_from_bad_curvature():
    ends = {
        key: run(METHODS[key](search="armijo", c1=0.1), ROSENBROCK, [-1.2, 1.0], 40).fx[-1] for key in ("bfgs", "dfp")
    }
    assert ends["bfgs"] < 1e-20 < 1e-10 < ends["dfp"]


def test_lbfgs_stalls_when_its_search_checks_no_curvature():
    trace = run(METHODS["lbfgs"](memory=3, search="armijo", c1=0.1), ROSENBROCK, [-1.2, 1.0], 50)
    assert trace.fx[-1] > 1
    assert (dot(trace.info["s"].T, trace.info["y"].T) <= 0).sum() > 10


@pytest.mark.parametrize("key", ["bfgs", "dfp", "lbfgs", "broyden"])
def test_where_no_step_is_found_the_curvature_is_forgotten(key):
    trace = run(METHODS[key](), SURFACES["nesterov_cr"], [-1.0, 0.0], 60)
    stuck = np.flatnonzero(trace.info["restart"][:-1])
    assert len(stuck) > 0
    assert np.array_equal(trace.info["d"][stuck + 1], -trace.state["g"][stuck + 1])


@pytest.mark.parametrize("key", ["bfgs", "dfp", "broyden"])
@pytest.mark.parametrize("surface", ["rosenbrock", "beale", "himmelblau"])
def test_a_last_step_that_is_lost_in_rounding_teaches_nothing(key, surface):
    trace = run(METHODS[key](), SURFACES[surface], SURFACES[surface].starts[0], 300)
    assert trace.status == "converged" and not trace.info["restart"][: int(trace.last)].any()
    before, after = (off(trace, k) for k in (int(trace.last) - 1, int(trace.last)))
    assert after <= 2 * before < 0.2


def off(trace, k):
    """How far the learned curvature of step k is from the true one, ‖H∇²f − I‖."""
    true = trace.problem.hess(trace.x[k])
    learned = trace.state["H"][k] if "H" in trace.state else np.linalg.inv(trace.state["B"][k])
    return np.linalg.norm(learned @ true - np.eye(2))


def test_lbfgs_keeps_its_pairs_where_it_has_arrived():
    trace = run(METHODS["lbfgs"](), ROSENBROCK, [-1.2, 1.0], 300)
    assert trace.status == "converged"
    assert np.array_equal(trace.state["S"][int(trace.last)], trace.state["S"][int(trace.last) - 1])
    assert (trace.state["rho"][-1] > 0).all()


def test_sr1_may_learn_that_the_ground_bends_down():
    trace = run(METHODS["sr1"](), SURFACES["himmelblau"], [0.0, 0.0], 40)
    assert trace.status == "converged"
    assert np.linalg.eigvalsh(trace.state["B"]).min() < 0


PATHS = [("bfgs", "BFGS", 1e-8), ("dfp", "DFP", 1e-6), ("lbfgs", "LBFGS", 1e-8)]


@pytest.mark.parametrize("surface, start", [("rosenbrock", (-1.2, 1)), ("himmelblau", (-1, -1)), ("beale", (1, 1))])
@pytest.mark.parametrize("key, name, tolerance", PATHS, ids=[key for key, *_ in PATHS])
def test_accepted_iterates_are_those_of_optimistix_with_its_armijo_search(key, name, tolerance, surface, start):
    optimistix = pytest.importorskip("optimistix")
    from tests.reference.optimistix_paths import FUNCTIONS, accepted

    theirs = accepted(getattr(optimistix, name)(rtol=1e-300, atol=1e-300), FUNCTIONS[surface], start, 25)
    ours = run(METHODS[key](search="armijo", c1=0.1), SURFACES[surface], start, 25).x[: len(theirs)]
    assert len(ours) > 8
    assert np.abs(ours - theirs).max() < tolerance
