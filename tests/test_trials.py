"""The trials of a line search can be told after the fact, each with the condition that turned it down."""

from __future__ import annotations

import numpy as np
import pytest

from optim_core import METHODS, run
from optim_core.line_search import SEARCHES
from optim_core.roles import CONDITIONS
from optim_core.trials import questions, trials
from surfaces import SURFACES

ROSENBROCK = SURFACES["rosenbrock"]


def searched(key, **knobs):
    return run(METHODS[key](**knobs), ROSENBROCK, (-1.2, 1.0), 12)


@pytest.mark.parametrize("search", SEARCHES)
def test_the_trials_of_a_step_are_its_questions_and_the_accepted_length_is_among_them(search):
    trace = searched("bfgs", search=search, c1=0.1)
    for k in range(8):
        tried = trials(trace, k)
        asked = np.diff(trace.evaluations["value"])[k]
        assert len(tried) == asked
        assert min(abs(t.alpha - trace.info["alpha"][k]) for t in tried) <= 1e-9 * trace.info["alpha"][k]


@pytest.mark.parametrize("key", ["bfgs", "nonlinear_cg", "damped_newton", "lbfgs"])
@pytest.mark.parametrize("search", ["wolfe", "strong_wolfe", "more_thuente", "armijo", "goldstein"])
def test_only_the_last_trial_fulfils_every_condition(key, search):
    trace = searched(key, search=search, c1=0.1)
    turned_down = set()
    for k in range(8):
        *before, last = trials(trace, k)
        assert last.failed == ""
        assert all(t.failed for t in before)
        turned_down |= {t.failed for t in before}
    assert turned_down <= {*CONDITIONS[search].split(), "higher"}


def test_armijo_halves_until_the_value_has_fallen_enough():
    trace = searched("armijo_descent")
    tried = trials(trace, 0)
    assert [t.alpha for t in tried] == pytest.approx([0.5**i for i in range(len(tried))])
    assert [t.failed for t in tried] == ["armijo"] * (len(tried) - 1) + [""]
    assert np.isnan(tried[0].slope) and np.isfinite(tried[-1].slope)


def test_questions_are_in_the_order_in_which_they_were_asked():
    trace = run(METHODS["trust_region_dogleg"](), ROSENBROCK, (1.2, 1.2), 3)
    assert [q.question for q in questions(trace, 0)] == ["value", "grad", "hess"]
    assert np.array_equal(questions(trace, 0)[0].x, trace.x[0] + trace.info["p"][0])
