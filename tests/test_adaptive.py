"""What adaptive methods promise: first steps by hand, identities, and where slopes are exactly zero."""

import numpy as np
import pytest
from scipy.linalg import fractional_matrix_power

from optim_core import METHODS, run
from surfaces import SURFACES
from tests.reference.cases import CASES, Slope, Times

ROSENBROCK, HIMMELBLAU, BEALE = SURFACES["rosenbrock"], SURFACES["himmelblau"], SURFACES["beale"]
ADAPTIVE = [key for key, kind in METHODS.items() if kind.about.family == "adaptive"]

# On f = 3x − 4y from (1, 2), where g = (3, −4) and |g| = 5.
MU_1, MU_2 = 0.9 * (1 - 0.5 * 0.96**0.004), 0.9 * (1 - 0.5 * 0.96**0.008)
FIRST_STEPS = {
    "adagrad": ({"lr": 0.5}, (0.5, 2.5)),
    "rmsprop": ({"lr": 0.01, "alpha": 0.9}, (1 - 0.01 / 0.1**0.5, 2 + 0.01 / 0.1**0.5)),
    "adadelta": ({"eps": 1e-3, "rho": 0.9}, (1 - 3 * (0.001 / 0.901) ** 0.5, 2 + 4 * (0.001 / 1.601) ** 0.5)),
    "adam": ({"lr": 0.1}, (0.9, 2.1)),
    "adamw": ({"lr": 0.1, "weight_decay": 0.5}, (1 - 0.1 * (1 + 0.5), 2 - 0.1 * (-1 + 1))),
    "amsgrad": ({"lr": 0.1}, (0.9, 2.1)),
    "adamax": ({"lr": 0.1}, (0.9, 2.1)),
    "nadam": (
        {"lr": 0.1},
        (1 - 0.1 * (1 + 0.1 * MU_2 / (1 - MU_1 * MU_2)), 2 + 0.1 * (1 + 0.1 * MU_2 / (1 - MU_1 * MU_2))),
    ),
    "radam": ({"lr": 0.01}, (0.97, 2.04)),  # not scaled yet
    "adabelief": ({"lr": 0.09}, (0.9, 2.1)),  # g − m = 0.9 g
    "yogi": ({"lr": 0.05}, (1 - 0.05 * 3.000009 / (9.001**0.5 + 1e-3), 2 + 0.05 * 3.999991 / (16.001**0.5 + 1e-3))),
    "adan": ({"lr": 0.05}, (0.95, 2.05)),
    "lamb": ({"lr": 0.02}, (1 - 0.02 * 2.5**0.5, 2 + 0.02 * 2.5**0.5)),  # |x| / |u| = √5 / √2
    "adafactor": ({"lr": 0.1}, (1 - 0.1 * 2.5**0.5, 2 + 0.1 * 2.5**0.5)),  # RMS(x) = √2.5
    "rprop": ({"lr": 0.01}, (0.99, 2.01)),
    "sam": ({"lr": 0.01}, (0.97, 2.04)),
    "lookahead": ({"lr": 0.01, "k": 1, "alpha": 0.5}, (0.985, 2.02)),
    "schedule_free_sgd": ({"lr": 0.01}, (0.97, 2.04)),
    "schedule_free_adamw": ({"lr": 0.1}, (0.9, 2.1)),
    "prodigy": ({"d0": 1e-3}, (1 - 1e-3 * 0.1 / 0.001**0.5, 2 + 1e-3 * 0.1 / 0.001**0.5)),
    "dadapt_adam": ({"d0": 1e-3}, (1 - 1e-3 * 0.1 / 0.001**0.5, 2 + 1e-3 * 0.1 / 0.001**0.5)),
    "muon": (
        {"lr": 0.1, "eps": 1e-12},
        (1 - 0.06 * 0.696436409, 2 + 0.08 * 0.696436409),
    ),  # the quintic, five times, on 1
    "shampoo": ({"lr": 0.1}, (0.94, 2.08)),  # L^(−1/2) g = g / |g|
    "soap": ({"lr": 0.1}, (0.94, 2.08)),  # Adam along the one axis that has slope
    "sophia": ({"lr": 0.5, "clip": 0.05}, (0.975, 2.025)),  # no curvature: clipped
}


@pytest.mark.parametrize("key", ADAPTIVE)
def test_the_first_step_is_what_a_hand_computes(key):
    knobs, expected = FIRST_STEPS[key]
    assert run(METHODS[key](**knobs), Slope(), (1.0, 2.0), 1).x[1] == pytest.approx(expected, abs=2e-8)


def test_the_length_that_muon_gives_a_single_row_is_the_polynomial_applied_five_times_to_one():
    sigma = 1.0
    for _ in range(5):
        sigma = 3.4445 * sigma - 4.7750 * sigma**3 + 2.0315 * sigma**5
    steps = np.diff(run(METHODS["muon"](lr=1.0), ROSENBROCK, (-1.2, 1.0), 20).x, axis=0)
    assert np.hypot(*steps.T) == pytest.approx(sigma, rel=1e-6)


@pytest.mark.parametrize(
    "key", [key for key in ADAPTIVE if key not in ("adamw", "yogi", "sam")]
)  # these pull, drift or look elsewhere
def test_a_coordinate_whose_slope_is_exactly_zero_stays_where_it_is(key):
    first = run(METHODS[key](), BEALE, (1.0, 1.0), 1).x[1]
    assert first[0] == 1.0
    assert first[1] != 1.0


@pytest.mark.parametrize("key", ADAPTIVE)
def test_nothing_becomes_undefined_where_all_slopes_are_zero(key):
    trace = run(METHODS[key](), SURFACES["monkey"], (0.0, 0.0), 30)
    assert np.isfinite(trace.x).all()
    assert trace.status == "converged" or key == "yogi"


def test_adamw_without_decay_is_adam():
    for surface, start in CASES.values():
        adam, adamw = (run(METHODS[key](lr=0.1, weight_decay=0.0), surface, start, 50) for key in ("adam", "adamw"))
        assert adamw.x == pytest.approx(adam.x, rel=1e-12, abs=1e-12)


def test_adam_does_not_notice_that_all_values_are_multiplied():
    method = METHODS["adam"](lr=0.1, eps=1e-30)
    plain, times = (run(method, problem, (-1.2, 1.0), 100) for problem in (ROSENBROCK, Times(ROSENBROCK, 1024.0)))
    assert np.array_equal(plain.x, times.x)


def test_sam_that_asks_where_it_stands_is_gradient_descent_bit_for_bit():
    sam = run(METHODS["sam"](lr=1e-3, rho=0.0), ROSENBROCK, (-1.2, 1.0), 200)
    plain = run(METHODS["gradient_descent"](lr=1e-3), ROSENBROCK, (-1.2, 1.0), 200)
    assert np.array_equal(sam.x, plain.x)
    assert sam.evaluations["gradient"][-1] == 2 * plain.evaluations["gradient"][-1]


def test_on_a_constant_slope_adagrad_steps_shrink_as_one_over_root_t():
    steps = -np.diff(run(METHODS["adagrad"](lr=0.5), Slope(), (0.0, 0.0), 100).x[:, 0])
    assert steps == pytest.approx(0.5 / np.sqrt(np.arange(1, 101)), rel=1e-9)


def test_the_rate_of_an_adagrad_coordinate_never_grows():
    for surface, start in CASES.values():
        rate = run(METHODS["adagrad"](), surface, start, 50).info["rate"]
        assert (np.diff(rate, axis=0) <= 0).all()


def test_the_rate_of_amsgrad_never_grows_and_that_of_adam_does():
    old, new = (run(METHODS[key](beta2=0.9), ROSENBROCK, (-1.2, 1.0), 100) for key in ("adam", "amsgrad"))
    assert (np.diff(new.state["v_max"], axis=0) >= 0).all()
    assert (np.diff(old.info["v_hat"], axis=0) < 0).any()


def test_a_hundred_times_the_epsilon_makes_adadelta_step_ten_times_as_far():
    small, large = (run(METHODS["adadelta"](eps=eps), Slope(), (0.0, 0.0), 1).x[1] for eps in (1e-8, 1e-6))
    assert large / small == pytest.approx(10, rel=1e-5)


def test_radam_takes_five_plain_steps_before_it_scales():
    trace = run(METHODS["radam"](lr=0.01), Slope(), (0.0, 0.0), 10)
    steps = -np.diff(trace.x[:, 0])
    assert steps[:5] == pytest.approx(0.03, rel=1e-12)
    assert (steps[5:] < 0.01).all()


def test_a_centered_rmsprop_explodes_on_a_constant_slope_where_the_plain_one_walks():
    plain, centered = (run(METHODS["rmsprop"](centered=c), Slope(), (0.0, 0.0), 400).x[:, 0] for c in (False, True))
    assert abs(plain[-1] - plain[-2]) == pytest.approx(0.01, rel=1e-6)
    assert abs(centered[-1] - centered[-2]) > 100 * 0.01


def test_shampoo_is_adagrad_with_the_full_matrix():
    def full_matrix(surface, x, steps, lr=0.1, eps=1e-6):
        L, points = eps * np.eye(2), [np.array(x)]
        for _ in range(steps):
            g = surface.grad(points[-1])
            L = L + np.outer(g, g)
            points.append(points[-1] - lr * fractional_matrix_power(L, -0.5) @ g)
        return np.array(points)

    for surface, start in CASES.values():
        ours = run(METHODS["shampoo"](lr=0.1, eps=1e-6), surface, start, 50).x
        assert np.abs(ours - full_matrix(surface, start, 50)).max() < 1e-6  # small eigenvalues are lost at 1e-16 · 232²


@pytest.mark.parametrize(("key", "follows"), [("shampoo", True), ("soap", True), ("adam", False), ("adagrad", False)])
def test_who_turns_with_the_map(key, follows):
    angle = 0.4
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    straight, turned = (SURFACES["quadratic"](kappa=25, angle=a) for a in (0, np.degrees(angle)))
    start = np.array([3.0, 2.0])
    path, other = run(METHODS[key](), straight, start, 40).x, run(METHODS[key](), turned, turn @ start, 40).x
    assert (np.abs(path @ turn.T - other).max() < 1e-6) == follows


def test_soap_turns_its_axes_to_those_of_the_valley():
    valley = SURFACES["quadratic"](kappa=25, angle=30)
    Q = run(METHODS["soap"](refresh=1), valley, (3.0, 2.0), 300).state["Q"][-1]
    steep = np.array([-np.sin(np.pi / 6), np.cos(np.pi / 6)])
    assert np.abs(Q.T @ steep).max() > 0.99
    assert np.abs(Q.T @ Q - np.eye(2)).max() < 1e-12


def test_sophia_walks_by_signs_where_the_ground_bends_down():
    trace = run(METHODS["sophia"](lr=0.5, clip=0.02), HIMMELBLAU, (0.0, 0.0), 10)  # a maximum is near
    assert np.abs(np.diff(trace.x, axis=0)) == pytest.approx(0.01, rel=1e-12)
    assert trace.info["clipped"].all()


def test_sophia_looks_at_the_curvature_every_k_steps():
    asked = run(METHODS["sophia"](k=5), ROSENBROCK, (-1.2, 1.0), 11).evaluations["hessian"]
    assert asked.tolist() == [0, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 3]


def test_the_schedule_free_answer_is_the_mean_of_all_fast_points():
    trace = run(METHODS["schedule_free_sgd"](lr=1e-3), ROSENBROCK, (-1.2, 1.0), 60)
    means = np.cumsum(trace.state["z"][1:], axis=0) / np.arange(1, 61)[:, None]
    assert trace.x[1:] == pytest.approx(means, rel=1e-12)


@pytest.mark.parametrize("key", ["prodigy", "dadapt_adam"])
def test_the_guessed_distance_only_grows_and_gets_moving_from_almost_nothing(key):
    d = run(METHODS[key](d0=1e-6), SURFACES["quadratic"](kappa=10, angle=0), (3.0, 2.0), 300).state["d"]
    assert (np.diff(d) >= 0).all()
    assert d[0] == 1e-6
    assert 0.1 < d[-1] < 2 * np.hypot(3, 2)


def test_lookahead_with_everything_followed_is_its_scout():
    scout = run(METHODS["gradient_descent"](lr=1e-3), ROSENBROCK, (-1.2, 1.0), 100).x
    led = run(METHODS["lookahead"](lr=1e-3, alpha=1.0), ROSENBROCK, (-1.2, 1.0), 100).x
    assert led == pytest.approx(scout, rel=1e-12)


def test_lookahead_that_follows_nothing_comes_home_every_k_steps():
    trace = run(METHODS["lookahead"](lr=1e-3, k=4, alpha=0.0), ROSENBROCK, (-1.2, 1.0), 20)
    assert (trace.x[::4] == trace.x[0]).all()
    assert (trace.x[1::4] != trace.x[0]).any()


def test_rprop_lengthens_its_stride_until_the_slope_flips_and_rests_then():
    trace = run(METHODS["rprop"](lr=0.1), SURFACES["quadratic"](kappa=1, angle=0), (1.0, 0.0), 12)
    flipped, stride = trace.info["flipped"][:, 0].astype(bool), trace.state["stride"][:, 0]
    k = int(flipped.argmax())
    assert stride[1 : k + 1] == pytest.approx(0.1 * 1.2 ** np.arange(k))
    assert stride[k + 1] == pytest.approx(stride[k] / 2)
    assert trace.x[k + 1, 0] == trace.x[k, 0]


def test_lamb_steps_are_a_fixed_share_of_the_distance_from_the_origin():
    trace = run(METHODS["lamb"](lr=0.02), HIMMELBLAU, (-1.0, -1.0), 50)
    steps = np.linalg.norm(np.diff(trace.x, axis=0), axis=1)
    assert steps == pytest.approx(0.02 * np.linalg.norm(trace.x[:-1], axis=1), rel=1e-9)


def test_adan_leans_into_the_change_of_the_slope():
    trace = run(METHODS["adan"](), ROSENBROCK, (-1.2, 1.0), 2)
    g0, g1 = (ROSENBROCK.grad(x) for x in trace.x[:2])
    assert trace.state["v"][2] == pytest.approx(0.08 * (g1 - g0))


def test_yogi_changes_its_scale_by_no_more_than_the_newest_square_allows():
    trace = run(METHODS["yogi"](beta2=0.9), ROSENBROCK, (-1.2, 1.0), 100)
    g = np.array([ROSENBROCK.grad(x) for x in trace.x[:-1]])
    assert np.abs(np.diff(trace.state["v"], axis=0)) == pytest.approx(0.1 * g**2, rel=1e-6, abs=1e-9)


def test_adafactor_clips_an_update_that_surprises():
    trace = run(METHODS["adafactor"](clip=1.0), ROSENBROCK, (-1.2, 1.0), 50)
    U, moved = trace.info["U"], np.diff(trace.x, axis=0) / trace.info["rate"][:, None]
    size = lambda a: np.sqrt((a**2).mean(1))  # noqa: E731
    assert size(moved) == pytest.approx(np.minimum(size(U), 1.0), rel=1e-9)
