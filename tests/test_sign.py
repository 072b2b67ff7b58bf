"""What sign-based methods promise: first steps by hand, identities bit for bit, and the same paths as others walk."""

import numpy as np
import optax
import pytest

from optim_core import METHODS, run
from surfaces import SURFACES
from tests.reference.cases import BOWL, CASES, Slope, farthest_apart
from tests.reference.optax_paths import path as optax_path

SIGN = [key for key, kind in METHODS.items() if kind.about.family == "sign-based"]
ROUNDING = 1e-12

# On f = 3x − 4y from (1, 2), where g = (3, −4) and the mean of g² is 12.5.
FIRST_STEPS = {
    "signsgd": ({"lr": 0.01}, (0.99, 2.01)),
    "signum": ({"lr": 0.01}, (0.99, 2.01)),
    "lion": ({"lr": 0.01, "weight_decay": 0.5}, (1 - 0.01 * (1 + 0.5), 2 - 0.01 * (-1 + 1))),
    "tiger": ({"lr": 0.01, "weight_decay": 0.5}, (1 - 0.01 * (1 + 0.5), 2 - 0.01 * (-1 + 1))),
    # r̂ = 1 / 12.5, so √r̂ g = (3, −4) / √12.5 and γ = 0.1² = 0.01
    "amos": (
        {"lr": 0.1, "eta": 0.5},
        (1 - 0.05 * 3 / 12.5**0.5 - 0.005 * 1, 2 + 0.05 * 4 / 12.5**0.5 - 0.005 * 2),
    ),
}


@pytest.mark.parametrize("key", SIGN)
def test_the_first_step_is_what_a_hand_computes(key):
    knobs, expected = FIRST_STEPS[key]
    assert run(METHODS[key](**knobs), Slope(), (1.0, 2.0), 1).x[1] == pytest.approx(expected, rel=1e-14)


OPTAX = {
    "optax.sign_sgd": (METHODS["signsgd"](lr=0.01), optax.sign_sgd(0.01)),
    "optax.signum": (METHODS["signum"](lr=0.01, beta=0.9), optax.signum(0.01, beta=0.9)),
    "optax.lion(weight_decay=0.1)": (
        METHODS["lion"](lr=0.01, weight_decay=0.1),
        optax.lion(0.01, b1=0.9, b2=0.99, weight_decay=0.1),
    ),
    "optax.lion(b1=b2, weight_decay=0.1)": (
        METHODS["tiger"](lr=0.01, beta=0.965, weight_decay=0.1),
        optax.lion(0.01, b1=0.965, b2=0.965, weight_decay=0.1),
    ),
}


@pytest.mark.parametrize("reference", OPTAX)
def test_it_walks_where_optax_walks(reference):
    method, optimiser = OPTAX[reference]
    assert farthest_apart(method, optax_path(optimiser)) < ROUNDING


TORCH = {
    "pytorch_optimizer.SignSGD(momentum=0)": (
        METHODS["signsgd"](lr=0.01),
        lambda o, p: o.SignSGD(p, lr=0.01, momentum=0.0, foreach=False),
    ),
    "pytorch_optimizer.SignSGD(momentum=0.9)": (
        METHODS["signum"](lr=0.01, beta=0.9),
        lambda o, p: o.SignSGD(p, lr=0.01, momentum=0.9, foreach=False),
    ),
    "pytorch_optimizer.Lion(weight_decouple=True, fixed_decay=False)": (
        METHODS["lion"](lr=0.01, weight_decay=0.1),
        lambda o, p: o.Lion(p, lr=0.01, weight_decay=0.1, weight_decouple=True, fixed_decay=False, foreach=False),
    ),
    "pytorch_optimizer.Tiger": (
        METHODS["tiger"](lr=0.01, beta=0.965, weight_decay=0.1),
        lambda o, p: o.Tiger(p, lr=0.01, beta=0.965, weight_decay=0.1, foreach=False),
    ),
    "pytorch_optimizer.Amos(beta=0.9) of a vector, whose scale is 0.5": (
        METHODS["amos"](lr=0.1, eta=0.5, beta=0.9),
        lambda o, p: o.Amos(p, lr=0.1, beta=0.9, foreach=False),
    ),
}


@pytest.mark.parametrize("reference", TORCH)
def test_it_walks_where_pytorch_optimizer_walks(reference):
    package = pytest.importorskip("pytorch_optimizer")
    from tests.reference.torch_paths import path

    method, make = TORCH[reference]
    assert farthest_apart(method, path(lambda p: make(package, p))) < ROUNDING


def test_lion_walks_where_lion_pytorch_walks():
    package = pytest.importorskip("lion_pytorch")
    from tests.reference.torch_paths import path

    theirs = path(lambda p: package.Lion(p, lr=0.01, weight_decay=0.1, decoupled_weight_decay=False))
    assert farthest_apart(METHODS["lion"](lr=0.01, weight_decay=0.1), theirs) < ROUNDING


@pytest.mark.parametrize("case", CASES)
def test_signum_is_lion_with_equal_memories_and_no_decay_bit_for_bit(case):
    signum = run(METHODS["signum"](lr=0.003, beta=0.95), *CASES[case], 2000)
    lion = run(METHODS["lion"](lr=0.003, beta1=0.95, beta2=0.95, weight_decay=0.0), *CASES[case], 2000)
    assert np.array_equal(signum.x, lion.x)
    assert signum.last == lion.last


@pytest.mark.parametrize("case", CASES)
def test_tiger_is_lion_with_equal_memories_bit_for_bit(case):
    tiger = run(METHODS["tiger"](lr=0.003, beta=0.95, weight_decay=0.1), *CASES[case], 2000)
    lion = run(METHODS["lion"](lr=0.003, beta1=0.95, beta2=0.95, weight_decay=0.1), *CASES[case], 2000)
    assert np.array_equal(tiger.x, lion.x)


def test_signum_without_memory_is_signsgd_bit_for_bit():
    for surface, start in CASES.values():
        plain, forgetful = (
            run(METHODS["signsgd"](), surface, start, 200),
            run(METHODS["signum"](beta=0.0), surface, start, 200),
        )
        assert np.array_equal(plain.x, forgetful.x)


@pytest.mark.parametrize("key", ["signsgd", "signum", "lion", "tiger"])
def test_a_slope_of_exactly_zero_moves_nothing(key):
    first = run(METHODS[key](lr=0.01), SURFACES["beale"], (1.0, 1.0), 1).x[1]
    assert first[0] == 1.0
    assert abs(first[1] - 1.0) == pytest.approx(0.01)


def test_amos_stands_still_at_the_origin_of_a_flat_place():
    trace = run(METHODS["amos"](), SURFACES["monkey"], (0.0, 0.0), 20)
    assert trace.status == "converged"
    assert (trace.x == 0).all()


@pytest.mark.parametrize("lr", [0.1, 0.01])
def test_signsgd_with_a_constant_step_ends_by_jumping_to_and_fro_no_farther_than_its_step(lr):
    x = run(METHODS["signsgd"](lr=lr), BOWL, (1.2345, 0.6789), 400).x
    assert np.array_equal(np.round(x[-1], 12), np.round(x[-3], 12))
    assert 0 < np.abs(x[-2:]).max() <= lr


def test_lion_with_decay_cannot_leave_the_box_of_half_side_one_over_lambda():
    trace = run(METHODS["lion"](lr=0.05, weight_decay=0.5), Slope(), (0.0, 0.0), 2000)
    assert np.abs(trace.x).max() < 2
    assert trace.x[-1] == pytest.approx((-2, 2), rel=1e-6)


def test_a_lion_whose_slope_has_become_zero_walks_on():
    class Cliff(Slope):
        """A slope that is gone left of 0.95, where the ground is flat."""

        def grad(self, p):
            return np.where(p[0] > 0.95, 1.0, 0.0) * super().grad(p)

    trace = run(METHODS["lion"](lr=0.01), Cliff(), (1.0, 0.0), 200)
    flat = trace.x[:, 0] <= 0.95
    assert trace.x[flat, 0].min() < 0.95 - 1.0
    assert flat.sum() > 150


def test_lion_updates_its_memory_after_using_it_and_that_matters():
    def updated_first(surface, x, steps, lr=0.01, beta1=0.9, beta2=0.99):
        x, m, points = np.array(x), np.zeros(2), [np.array(x)]
        for _ in range(steps):
            g = surface.grad(x)
            m = beta2 * m + (1 - beta2) * g
            x = x - lr * np.sign(beta1 * m + (1 - beta1) * g)
            points.append(x)
        return np.array(points)

    assert farthest_apart(METHODS["lion"](lr=0.01), updated_first) > 0.005


def test_the_decay_of_amos_only_grows_and_its_rates_only_fade():
    trace = run(METHODS["amos"](), SURFACES["rosenbrock"], (-1.2, 1.0), 200)
    assert (np.diff(trace.state["b"]) > 0).all()
    assert (np.diff(trace.info["C"]) < 0).all()
    assert (np.diff(trace.info["D"]) < 0).all()
