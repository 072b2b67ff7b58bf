"""What a surface is said to teach is what happens on it."""

from __future__ import annotations

import numpy as np
import pytest

from optim_core import METHODS, run
from surfaces import SURFACES


def go(surface, method, start, steps, **knobs):
    return run(METHODS[method](**knobs), SURFACES[surface], start, steps)


def end(surface, method, start, steps, **knobs):
    return go(surface, method, start, steps, **knobs).x[-1]


def slope(surface, *point):
    return float(np.linalg.norm(SURFACES[surface].grad(np.array(point, float))))


@pytest.mark.parametrize(("key", "kappa"), [("hilbert2", 19), ("booth", 9), ("matyas", 25), ("trid", 3)])
def test_the_condition_number_told_is_that_of_the_hessian(key, kappa):
    low, high = np.linalg.eigvalsh(SURFACES[key].hess(np.zeros(2)))
    assert round(high / low) == kappa and f"{kappa}" in SURFACES[key].teaches


def test_on_a_plane_momentum_speeds_up_to_one_over_one_minus_beta_and_adam_steps_by_lr():
    ball = np.diff(go("plane", "heavy_ball", (0, 0), 200, lr=0.01, momentum=0.8).x, axis=0)
    assert ball[-1] == pytest.approx(ball[0] / (1 - 0.8))
    assert np.abs(np.diff(go("plane", "adam", (0, 0), 50, lr=0.1).x, axis=0)) == pytest.approx(0.1)


def test_on_the_sphere_half_is_the_best_step_and_more_than_one_diverges():
    assert end("sphere", "gradient_descent", (3, 2), 1, lr=0.5) == pytest.approx((0, 0))
    assert str(go("sphere", "gradient_descent", (3, 2), 2000, lr=1.01).status) == "diverged"


@pytest.mark.parametrize(("method", "lr", "where"), [
    ("gradient_descent", 0.02, (2 / 5, 4 / 5)), ("adam", 0.02, (2 / 3, 2 / 3)), ("rmsprop", 0.002, (2 / 3, 2 / 3)),
])  # fmt: skip
def test_in_the_trough_the_method_chooses_among_the_minima(method, lr, where):
    assert end("trough", method, (0, 0), 3000, lr=lr) == pytest.approx(where, abs=1e-4)


def test_ripples_trap_gradient_descent_hold_momentum_in_the_first_ring_and_do_not_stop_adam():
    start = (1.5, -1.2)
    far = [
        np.hypot(*end("bohachevsky1", method, start, 2000, lr=lr))
        for method, lr in (("gradient_descent", 0.02), ("heavy_ball", 0.02), ("adam", 0.1))
    ]
    assert far[0] > 1.5 > far[1] > 0.6 > 1e-3 > far[2]


def test_the_centre_of_the_waves_is_reached_from_closer_than_a_quarter():
    near, far = (np.hypot(*end("drop_wave", "gradient_descent", (r, 0.0), 5000, lr=0.002)) for r in (0.259, 0.262))
    assert near < 1e-6 and far == pytest.approx(0.52, abs=0.01)


def test_away_from_its_hole_easom_is_flat_and_adam_is_caught_by_a_dent():
    assert slope("easom", np.pi - 5, np.pi) < 1e-9
    caught = go("easom", "adam", (0, 0), 2000, lr=0.1)
    assert caught.fx[-1] == pytest.approx(-8.11e-5, rel=1e-3)


def test_from_the_standard_start_most_methods_miss_the_solution_of_freudenstein_and_roth():
    newton_like = ["bfgs", "lbfgs", "dfp", "nonlinear_cg", "newton", "damped_newton", "trust_region_exact", "adam"]
    ends = [go("freudenstein_roth", key, (0.5, -2), 2000).fx[-1] for key in newton_like]
    assert ends == pytest.approx([48.98] * len(ends), abs=0.01)


def test_on_levys_slope_momentum_rolls_through_where_gradient_descent_stops():
    assert end("levy", "heavy_ball", (5, -6), 3000, lr=0.05) == pytest.approx((1, 1), abs=1e-4)
    assert go("levy", "gradient_descent", (5, -6), 3000, lr=0.05).fx[-1] > 3


def test_newton_needs_five_or_six_steps_on_the_cube():
    for start in SURFACES["cube"].starts:
        assert np.hypot(*(end("cube", "newton", start, 6) - 1)) < 1e-10


def test_on_the_mirror_line_gradient_descent_converges_to_the_saddle():
    assert end("dixon_price", "gradient_descent", (0.5, 0), 2000, lr=0.05) == pytest.approx((1 / 3, 0), abs=1e-6)


@pytest.mark.parametrize(("x", "where"), [(0.4, 0), (0.446, 0), (0.448, -1), (0.57, -1), (0.578, 1), (0.6, 1)])
def test_where_newton_ends_in_the_double_well_changes_at_one_over_root_five_and_one_over_root_three(x, where):
    assert end("double_well", "newton", (x, 0), 100) == pytest.approx((where, 0), abs=1e-6)


def test_towards_an_inflection_gradient_descent_creeps_like_one_over_three_lr_k():
    assert end("inflection", "gradient_descent", (1.5, 1), 10000, lr=0.05)[0] == pytest.approx(1 / 1500, rel=0.01)


def test_off_the_ridge_of_a_saddle_a_tiny_y_grows_by_one_plus_two_lr():
    y = go("saddle", "gradient_descent", (1, 1e-3), 10, lr=0.1).x[:, 1]
    assert y[1:] / y[:-1] == pytest.approx(1.2)
    assert end("saddle", "gradient_descent", (1, 0), 500, lr=0.1) == pytest.approx((0, 0), abs=1e-6)


def test_from_a_slow_saddle_adam_and_rmsprop_are_gone_in_tens_of_steps():
    def gone(method, lr):
        return int(np.argmax(np.abs(go("slow_saddle", method, (1.5, 1e-3), 2000, lr=lr).x[:, 1]) > 0.9))

    assert 0 < gone("rmsprop", 0.05) < gone("adam", 0.05) < 50 < 1000 < gone("gradient_descent", 0.5)


def test_any_noise_leads_out_of_a_strict_saddle():
    stays, leaves = (end("strict_saddle", "gradient_descent", (1.5, y), 2000, lr=0.1) for y in (0, 1e-4))
    assert stays == pytest.approx((0, 0), abs=1e-6) and leaves == pytest.approx((0, 1), abs=1e-6)


def test_large_steps_cannot_stay_at_a_sharp_minimum_of_the_linear_net():
    small, large = (end("linear_net", "gradient_descent", (2, 0.2), 3000, lr=lr) for lr in (0.05, 0.6))
    assert (small**2).sum() > 2 / 0.6 > (large**2).sum()


def test_the_tail_without_a_minimum_is_followed_like_a_logarithm_and_by_newton_in_steps_of_one():
    x = go("exp_tail", "gradient_descent", (0, 0), 10000, lr=0.1).x[:, 0]
    assert x[10000] - x[1000] == pytest.approx(np.log(10), rel=0.01)
    assert np.diff(go("exp_tail", "newton", (0, 0), 5).x[:, 0]) == pytest.approx(1)


def test_the_gaussian_hole_is_steepest_at_one_over_root_two_and_flat_at_four():
    r = np.linspace(0.01, 4, 4000)
    slopes = np.linalg.norm(SURFACES["gaussian_hole"].grad(np.stack([r, 0 * r])), axis=0)
    assert r[slopes.argmax()] == pytest.approx(0.71, abs=0.01) and 1e-7 < slopes[-1] < 1e-6
    inside, on, outside = (end("gaussian_hole", "newton", (x, 0), 50)[0] for x in (0.49, 0.5, 0.51))
    assert abs(inside) < 1e-9 and abs(on) == 0.5 and abs(outside) > 1


def test_a_fixed_step_jumps_over_a_kink_by_ten_times_its_size():
    y = go("l1_valley", "gradient_descent", (1, 1.007), 1000, lr=0.013).x[-20:, 1]
    assert np.abs(np.diff(y)) == pytest.approx(0.13)


def test_at_a_minimum_without_curvature_gradient_descent_and_newton_are_slow():
    x = go("quartic", "gradient_descent", (1, 1), 10000, lr=0.05).x[:, 0]
    assert x[10000] / x[2500] == pytest.approx(0.5, rel=0.01)
    x = go("quartic", "newton", (1, 1), 10).x[:, 0]
    assert x[1:] / x[:-1] == pytest.approx(2 / 3)


@pytest.mark.parametrize(("lr", "where"), [(0.11, "sharp"), (0.12, "rattles"), (0.3, "rattles"), (0.4, "flat")])
def test_the_step_size_chooses_between_a_sharp_and_a_flat_minimum(lr, where):
    x = go("sharp_flat", "gradient_descent", (2.4, 0.2), 3000, lr=lr).x
    moving = np.abs(np.diff(x[-10:], axis=0)).max() > 1e-3
    assert ("flat" if x[-1, 0] < 0 else "rattles" if moving else "sharp") == where


@pytest.mark.parametrize(("lr", "arrives"), [(0.05, True), (0.15, False)])
def test_in_a_sharpening_valley_a_long_step_never_arrives(lr, arrives):
    x = go("sharpening_valley", "gradient_descent", (-2, 1.5), 6000, lr=lr).x[-200:, 0]
    assert (x.min() == pytest.approx(3, abs=1e-3)) == arrives


def test_terraces_hold_gradient_descent_only():
    heights = [
        (end("terraces", method, (1.7, 1.2), 6000, lr=lr) ** 2).sum()
        for method, lr in (("gradient_descent", 0.02), ("heavy_ball", 0.02), ("adam", 0.1))
    ]
    assert heights[0] == pytest.approx(2, abs=1e-3) and max(heights[1:]) < 0.01


def test_exact_searches_fall_into_wolfes_trap():
    f = go("wolfe", "steepest_descent", (5, 4), 30)
    assert np.hypot(*f.x[-1]) < 1e-16 and slope("wolfe", *f.x[-1]) > 9


def test_bfgs_follows_a_kinked_floor_with_a_weak_wolfe_search_and_gradient_descent_jams():
    assert go("nesterov_cr", "bfgs", (-1, 0), 500, search="wolfe").fx[-1] < 1e-8
    assert go("nesterov_cr", "gradient_descent", (-1, 0), 3000, lr=0.01).fx[-1] > 1e-3


def test_a_step_from_the_wall_of_the_recurrent_net_throws_far():
    x, y = np.meshgrid(*(np.linspace(low, high, 801) for low, high in SURFACES["rnn_cliff"].domain))
    slopes = np.linalg.norm(SURFACES["rnn_cliff"].grad(np.stack([x, y])), axis=0)
    assert 0.01 < np.median(slopes) < 0.1 and slopes.max() > 1000
