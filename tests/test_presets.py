"""What a preset tells people to look for is what its runs do."""

from __future__ import annotations

import numpy as np
import pytest

from surfaces import SURFACES
from ui.presets import PRESETS


def runs_of(key):
    experiment = PRESETS[key].experiment
    return experiment.run()


def nearest_minimum(surface, trace):
    """Index of the minimum a run ends at, or None when it ends at none."""
    minima = np.array([(m.x, m.y) for m in SURFACES[surface].minima])
    far = np.hypot(*(minima - trace.x[-1]).T)
    return int(far.argmin()) if far.min() < 1e-2 else None


def test_gradient_descent_changes_sides_at_every_step_and_newton_needs_one():
    descent, newton = runs_of("zigzag")
    angle = np.radians(PRESETS["zigzag"].experiment.problem().values["angle"])
    across = descent.x @ [-np.sin(angle), np.cos(angle)]
    assert (across[1:] * across[:-1] < 0).all()
    assert newton.fx[1] < 1e-20 < descent.fx[-1]


def test_the_heavy_ball_is_far_ahead_after_sixty_steps():
    plain, ball = runs_of("momentum")
    assert plain.x.shape[0] == 61 and ball.fx[-1] < 1e-3 * plain.fx[-1]


@pytest.mark.parametrize(("run", "passes"), [(0, True), (1, False)])
def test_only_the_ball_with_much_momentum_rolls_through_the_minimum(run, passes):
    ball = runs_of("overshoot")[run]
    angle = np.radians(PRESETS["overshoot"].experiment.problem().values["angle"])
    along = ball.x @ [np.cos(angle), np.sin(angle)]
    start = abs(along[0])
    assert (along.max() > start / 2) == passes
    assert (np.hypot(*ball.x[-1]) < 1e-3) == (not passes)


def test_newton_stops_on_the_saddle_and_the_others_reach_the_minimum():
    newton, *others = runs_of("saddle")
    assert str(newton.status) == "converged" and newton.x[-1] == pytest.approx((0, 1))
    assert any((s.x, s.y) == (0, 1) for s in SURFACES["beale"].saddles)
    assert [nearest_minimum("beale", other) for other in others] == [0] * len(others)


def test_adam_comes_close_in_the_valley_while_gradient_descent_crawls():
    descent, adam = runs_of("valley")
    assert nearest_minimum("rosenbrock", adam) == 0
    assert nearest_minimum("rosenbrock", descent) is None and descent.fx[-1] > 1000 * adam.fx[-1]


def test_four_methods_find_the_four_minima_of_himmelblau():
    runs = runs_of("four_minima")
    assert {run.x[0].tolist() == [0, -3] for run in runs} == {True}
    assert sorted(nearest_minimum("himmelblau", run) for run in runs) == [0, 1, 2, 3]


def test_a_step_size_that_fades_arrives_unless_it_fades_too_fast():
    hovering, arriving, stuck = runs_of("fading")
    sizes = np.abs(np.diff(hovering.x[-20:], axis=0))
    assert sizes == pytest.approx(0.1) and hovering.fx[-1] > 100 * arriving.fx[-1]
    assert np.hypot(*arriving.x[-1]) < 0.1
    assert np.abs(np.diff(stuck.x[-20:], axis=0)).max() < 1e-4
    assert 0.4 < np.hypot(*stuck.x[-1]) / np.hypot(*stuck.x[0]) < 0.6
