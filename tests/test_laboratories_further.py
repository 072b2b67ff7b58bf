"""What a laboratory suggests to try shows what is said beside it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from ui.laboratories import LABORATORIES

FURTHER = {preset.title: preset for laboratory in LABORATORIES.values() for preset in laboratory.further}


def runs_of(title):
    return FURTHER[title].experiment.run()


def path(trace):
    return trace.x[: int(trace.last) + 1]


def end(trace):
    return path(trace)[-1]


def steps(trace):
    return np.linalg.norm(np.diff(path(trace), axis=0), axis=1)


def test_much_momentum_overshoots_and_little_settles():
    ball, light = runs_of("The heavy ball overshoots")
    assert np.hypot(*end(light)) < 1e-3 < np.hypot(*end(ball))
    flat = np.linalg.eigh(ball.problem.hess(np.zeros(2)))[1][:, 0]
    along = ball.x @ (flat * np.sign(ball.x[0] @ flat))
    assert along.min() < -along[0] / 2  # through the minimum, and far up on the other side


def test_barzilai_and_borwein_arrive_first_and_go_up_on_their_way():
    guessed, exact = runs_of("A step size from two gradients")
    assert guessed.last < exact.last / 2 and np.diff(guessed.fx).max() > 1 and np.diff(exact.fx).max() <= 0


def test_a_restart_forgets_the_swing():
    swinging, restarted = runs_of("Acceleration with restarts")
    assert np.diff(swinging.fx).max() > 1e-3 > np.diff(restarted.fx).max()
    assert str(restarted.status) == "converged" and swinging.fx[-1] > 1e6 * restarted.fx[-1]


def test_seven_searches_drive_bfgs_to_the_same_end():
    runs = runs_of("Seven searches, one direction")
    assert len({run.method.search for run in runs}) == 7
    assert [str(run.status) for run in runs] == ["converged"] * 7
    assert min(runs, key=lambda run: run.last).method.search == "exact"
    assert max(runs, key=lambda run: run.evaluations["value"][-1]).method.search == "exact"


def test_armijo_descends_without_being_told_a_step_size():
    armijo, *_ = runs_of("Backtracking for plain descent")
    assert str(armijo.status) == "converged" and (np.diff(armijo.fx) <= 0).all()


def test_soap_turns_with_the_bowl():
    adam, soap = runs_of("A matrix turns with the bowl")
    assert soap.fx[-1] < adam.fx[-1] / 50


def test_a_short_memory_of_the_scale_leaves_long_steps_near_the_minimum():
    orbiting, calm = runs_of("Adam orbits")
    assert np.hypot(*end(orbiting)) < np.hypot(*end(calm)) and steps(orbiting)[-10:].mean() > 0.02


def test_the_guessed_distance_grows_from_almost_nothing_and_both_arrive():
    *guessing, _ = runs_of("No step size to choose")
    for trace in guessing:
        distance = np.hypot(*trace.x[0])
        assert trace.state["d"][0] == 1e-6 and distance / 20 < trace.state["d"][-1] < distance
        assert trace.fx[-1] < 1e-9


def test_lion_mixes_in_the_fresh_slope_before_it_takes_the_sign():
    signum, lion, _ = runs_of("Momentum before or after the sign")
    assert np.array_equal(np.sign(signum.x[:-1] - signum.x[1:]), np.sign(signum.state["m"][1:]))
    g, m = lion.problem.grad(lion.x.T).T[:-1], lion.state["m"]
    mixed = 0.9 * m[:-1] + 0.1 * g
    assert np.array_equal(np.sign(lion.x[:-1] - lion.x[1:]), np.sign(mixed))
    assert (np.sign(mixed) != np.sign(m[1:])).any()


def test_rprop_gets_ahead_of_signsgd_by_lengthening_its_strides():
    rprop, sign = runs_of("A step that adapts to the sign")
    stride, slopes = rprop.state["stride"], np.sign(rprop.problem.grad(rprop.x.T).T)
    assert (stride[2:6] > stride[1:5]).all() and (slopes[:6] == slopes[0]).all()
    assert rprop.fx[-1] < sign.fx[-1] / 50


def test_newton_climbs_and_its_kin_go_down():
    newton, *others = runs_of("Up to the maximum")
    top = newton.problem.maxima[0]
    assert end(newton) == pytest.approx((top.x, top.y), abs=1e-6) and newton.fx[-1] > newton.fx[0]
    assert all(other.fx[int(other.last)] < 1e-12 for other in others)


def test_four_solvers_take_different_steps_in_the_same_ball():
    runs = runs_of("Four ways to solve for a step in a ball")
    cauchy, *others = runs
    assert cauchy.fx[-1] > 1 and all(str(other.status) == "converged" for other in others)
    assert len({tuple(np.round(run.x[:10].ravel(), 6)) for run in runs}) == 4
    assert max(steps(run)[0] for run in runs) <= 1 + 1e-9


def test_mended_curvature_finds_the_way_out_of_the_saddle():
    newton, *others = runs_of("The faint way out of a saddle")
    assert end(newton) == pytest.approx((0, 0), abs=1e-9)
    low = min(point.f for point in newton.problem.minima)
    assert [other.fx[int(other.last)] for other in others] == pytest.approx([low, low])


@pytest.mark.parametrize("title", ["Exact searches make twins", "Twins on a bowl"])
def test_with_exact_searches_twins_walk_together(title):
    one, other = runs_of(title)
    shared = min(int(one.last), int(other.last)) + 1
    assert shared > 2 and one.x[:shared] == pytest.approx(other.x[:shared], abs=1e-9)


def test_sr1_learns_that_the_ground_bends_down_and_still_descends():
    sr1, _ = runs_of("A matrix that may be indefinite")
    lowest = [np.linalg.eigvalsh(B)[0] for B in sr1.state["B"]]
    assert min(lowest) < 0 and (np.diff(sr1.fx) <= 0).all() and str(sr1.status) == "converged"


def test_seven_rules_for_beta_part_ways_off_the_bowl():
    runs = runs_of("Seven rules for β")
    assert len({run.method.beta_rule for run in runs}) == 7
    assert len({int(run.last) for run in runs}) > 3


def test_every_suggestion_has_a_test():
    source = Path(__file__).read_text(encoding="utf-8")
    assert [title for title in FURTHER if f'"{title}"' not in source] == []
