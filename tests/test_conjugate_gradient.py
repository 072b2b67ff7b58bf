"""Conjugate gradients: n steps on a bowl, and what is left of that elsewhere."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import optimize
from scipy.sparse.linalg import cg as scipy_cg

from optim_core import METHODS, run
from optim_core.algebra import dot
from optim_core.conjugate_gradient.beta_rules import BETA_RULES, hager_zhang
from surfaces import SURFACES

each_rule = pytest.mark.parametrize("rule", BETA_RULES)


class Bowl:
    """½ xᵀA x − bᵀx with chosen eigenvalues."""

    def __init__(self, eigenvalues):
        n = len(eigenvalues)
        Q = np.linalg.qr(np.random.default_rng(n).normal(size=(n, n)))[0]
        self.A, self.b = Q @ np.diag(eigenvalues) @ Q.T, np.ones(n)
        self.solution = np.linalg.solve(self.A, self.b)

    def value(self, p):
        return 0.5 * p @ self.A @ p - self.b @ p

    def grad(self, p):
        return self.A @ p - self.b

    def hess(self, p):
        return self.A

    def error(self, path):
        """‖x − x*‖ in the norm of A."""
        e = path - self.solution
        return np.sqrt(np.einsum("ti,ij,tj->t", e, self.A, e))


def linear(bowl, steps):
    return run(METHODS["linear_cg"](), bowl, np.zeros(len(bowl.b)), steps)


@pytest.mark.parametrize("eigenvalues", [[1.0, 100.0], np.arange(1.0, 11.0)])
def test_linear_cg_walks_where_scipy_sparse_linalg_cg_walks(eigenvalues):
    bowl, theirs = Bowl(eigenvalues), [np.zeros(len(eigenvalues))]
    scipy_cg(
        bowl.A, bowl.b, rtol=1e-30, atol=1e-12, maxiter=len(eigenvalues), callback=lambda x: theirs.append(x.copy())
    )
    ours = linear(bowl, len(theirs) - 1).x
    assert len(theirs) > 2
    assert np.abs(ours - theirs).max() < 1e-13


def test_linear_cg_needs_as_many_steps_as_there_are_different_eigenvalues():
    bowl = Bowl(np.repeat([1.0, 5.0, 20.0, 100.0], 10))
    error = bowl.error(linear(bowl, 4).x)
    assert error[3] > 1e-3 and error[4] < 1e-12


def test_linear_cg_keeps_the_chebyshev_bound():
    bowl = Bowl(np.linspace(1, 400, 30))
    error, rate = bowl.error(linear(bowl, 25).x), (np.sqrt(400) - 1) / (np.sqrt(400) + 1)
    assert (error <= 2 * rate ** np.arange(26) * error[0]).all()


def test_linear_cg_directions_are_conjugate_and_residuals_orthogonal():
    bowl = Bowl(np.arange(1.0, 7.0))
    trace = linear(bowl, 5)
    for field, matrix in (("d", bowl.A), ("r", np.eye(6))):
        v = trace.state[field][:6]
        v = v / np.linalg.norm(v, axis=1)[:, None]
        between = v @ matrix @ v.T
        assert np.abs(between - np.diag(np.diag(between))).max() < 1e-12


def test_linear_cg_asks_for_one_gradient_and_one_hessian():
    trace = linear(Bowl([1.0, 2.0, 7.0]), 3)
    assert [int(trace.evaluations[kind][-1]) for kind in ("value", "gradient", "hessian")] == [0, 1, 1]


def test_elsewhere_linear_cg_ends_where_newton_lands_after_one_step():
    surface = SURFACES["himmelblau"]
    cg, newton = (
        run(METHODS[key](), surface, [2.0, 3.0], 3 if key == "linear_cg" else 1) for key in ("linear_cg", "newton")
    )
    assert np.abs(cg.x[-1] - newton.x[-1]).max() < 1e-13
    assert cg.grad_norm[-1] > 0.1


@each_rule
def test_with_exact_search_every_rule_is_linear_cg_on_a_bowl(rule):
    bowl = Bowl([1.0, 3.0, 10.0, 40.0, 100.0])
    ours = run(METHODS["nonlinear_cg"](beta_rule=rule, search="exact"), bowl, np.zeros(5), 5)
    assert np.abs(ours.x - linear(bowl, 5).x).max() < 1e-9
    assert not ours.info["restart"][:4].any()


def test_hager_zhang_directions_always_go_down():
    rng = np.random.default_rng(0)
    new, old, d = rng.normal(size=(3, 2, 5000)) * 10 ** rng.uniform(-3, 3, (3, 1, 5000))
    new_d = hager_zhang(new, old, d) * d - new
    clipped = hager_zhang(new, old, d) == -1 / (np.sqrt(dot(d, d)) * np.minimum(0.01, np.sqrt(dot(old, old))))
    slope = dot(new_d, new)
    assert (slope[~clipped] <= -7 / 8 * dot(new, new)[~clipped] * (1 - 1e-9)).all()
    assert clipped.any() and (~clipped).sum() > 1000


@each_rule
@pytest.mark.parametrize("surface, start", [("rosenbrock", (-1.2, 1)), ("himmelblau", (-1, -1)), ("camel6", (1, 1))])
def test_every_rule_finds_a_minimum(rule, surface, start):
    trace = run(METHODS["nonlinear_cg"](beta_rule=rule), SURFACES[surface], start, 3000)
    assert min(np.abs(np.array(m[:2]) - trace.x[-1]).max() for m in SURFACES[surface].minima) < 1e-6


def test_it_ends_where_scipy_minimize_cg_ends():
    surface = SURFACES["rosenbrock"]
    theirs = optimize.minimize(surface.value, [-1.2, 1], jac=surface.grad, method="CG", options={"gtol": 1e-9})
    ours = run(METHODS["nonlinear_cg"](), surface, [-1.2, 1], 200)
    assert ours.status == "converged"
    assert np.abs(ours.x[-1] - theirs.x).max() < 1e-6


def test_every_second_direction_is_the_gradient_when_restarted_every_n_steps():
    trace = run(METHODS["nonlinear_cg"](restart="every n steps"), SURFACES["rosenbrock"], [-1.2, 1.0], 12)
    steepest = np.all(trace.state["d"] == -trace.state["g"], axis=1)
    assert steepest[::2].all() and not steepest[1::2].any()


def test_powell_restarts_where_successive_gradients_are_far_from_orthogonal():
    trace = run(METHODS["nonlinear_cg"](restart="Powell"), SURFACES["rosenbrock"], [-1.2, 1.0], 40)
    g = trace.state["g"][: trace.last + 1]
    skew = np.abs((g[1:] * g[:-1]).sum(1)) >= 0.1 * (g[1:] ** 2).sum(1)
    restarted = trace.info["restart"][: trace.last].astype(bool)
    assert restarted[skew].all() and skew.any() and not restarted.all()


def test_fletcher_reeves_crawls_after_a_bad_direction_and_pr_plus_does_not():
    ends = {
        rule: run(METHODS["nonlinear_cg"](beta_rule=rule, c2=0.49), SURFACES["rosenbrock"], [-1.2, 1.0], 60).fx[-1]
        for rule in ("FR", "PR+")
    }
    assert ends["PR+"] < 1e-3 * ends["FR"]


@pytest.mark.parametrize("surface, start", [("rosenbrock", (0, 2)), ("himmelblau", (-1, -1)), ("beale", (1, 1))])
@pytest.mark.parametrize("rule, name", [("FR", "fletcher_reeves"), ("PR+", "polak_ribiere")])
def test_accepted_iterates_are_those_of_optimistix_with_its_armijo_search(rule, name, surface, start):
    optimistix = pytest.importorskip("optimistix")
    from tests.reference.optimistix_paths import FUNCTIONS, accepted

    solver = optimistix.NonlinearCG(method=getattr(optimistix, name), rtol=1e-300, atol=1e-300)
    theirs = accepted(solver, FUNCTIONS[surface], start, 15)
    method = METHODS["nonlinear_cg"](beta_rule=rule, search="armijo", c1=0.1)
    ours = run(method, SURFACES[surface], start, 15).x[: len(theirs)]
    assert len(ours) > 8
    assert np.abs(ours - theirs).max() < 1e-7
