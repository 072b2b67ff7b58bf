"""Schedules: the values others compute, the numbers of the papers, and any method under any of them."""

from itertools import product

import numpy as np
import pytest

from optim_core import METHODS, knobs_of, run
from optim_core.schedules import SCHEDULES, Scheduled, can_follow, scheduled, scheduled_kind
from surfaces import SURFACES
from tests.reference.cases import BOWL, Slope
from tests.reference.optax_paths import optax  # in double precision
from tracing import floats

HIMMELBLAU, ROSENBROCK = SURFACES["himmelblau"], SURFACES["rosenbrock"]
WITH_LR = [key for key, kind in METHODS.items() if can_follow(kind) and not kind.needs]
STEPS = 60


def factors(key, steps=STEPS, **knobs):
    return np.array([float(SCHEDULES[key](**knobs).factor(t)) for t in range(steps)])


def cycles(period, stretch):
    """The arguments of `optax.sgdr_schedule` for rounds that grow."""
    lengths = [period * stretch**i for i in range(6)]
    return [
        {"init_value": 1.0, "peak_value": 1.0, "warmup_steps": 0, "decay_steps": n, "end_value": 0.1} for n in lengths
    ]


OPTAX = {
    "optax.constant_schedule": (("constant", {}), optax.constant_schedule(1.0)),
    "optax.exponential_decay(staircase=True)": (
        ("step_decay", {"every": 7, "drop": 0.5}),
        optax.exponential_decay(1.0, 7, 0.5, staircase=True),
    ),
    "optax.exponential_decay": (("exponential", {"drop": 0.9}), optax.exponential_decay(1.0, 1, 0.9)),
    "optax.polynomial_schedule": (
        ("polynomial", {"horizon": 40, "degree": 2.0}),
        optax.polynomial_schedule(1.0, 0.0, power=2.0, transition_steps=40),
    ),
    "optax.cosine_decay_schedule": (
        ("cosine", {"horizon": 40, "low": 0.1}),
        optax.cosine_decay_schedule(1.0, 40, alpha=0.1),
    ),
    "optax.sgdr_schedule, rounds of equal length": (
        ("warm_restarts", {"period": 10, "stretch": 1, "low": 0.1}),
        optax.sgdr_schedule(cycles(10, 1)),
    ),
    "optax.sgdr_schedule, each round twice as long": (
        ("warm_restarts", {"period": 5, "stretch": 2, "low": 0.1}),
        optax.sgdr_schedule(cycles(5, 2)),
    ),
    "optax.sgdr_schedule, each round three times as long": (
        ("warm_restarts", {"period": 4, "stretch": 3, "low": 0.1}),
        optax.sgdr_schedule(cycles(4, 3)),
    ),
    "optax.linear_schedule from 1/W in W − 1 steps": (
        ("linear_warm_up", {"warm": 10}),
        optax.linear_schedule(0.1, 1.0, 9),
    ),
    "optax.join_schedules of two linear ones": (
        ("piecewise_linear", {"t1": 10, "first": 1.5, "t2": 40, "second": 0.2}),
        optax.join_schedules([optax.linear_schedule(0.0, 1.5, 10), optax.linear_schedule(1.5, 0.2, 30)], [10]),
    ),
}


@pytest.mark.parametrize("reference", OPTAX)
def test_it_has_the_values_of_optax(reference):
    (key, knobs), theirs = OPTAX[reference]
    assert factors(key, **knobs) == pytest.approx([float(theirs(t)) for t in range(STEPS)], abs=1e-12)


TORCH = {
    "StepLR": (("step_decay", {"every": 7, "drop": 0.5}), {"step_size": 7, "gamma": 0.5}),
    "ExponentialLR": (("exponential", {"drop": 0.9}), {"gamma": 0.9}),
    "PolynomialLR": (("polynomial", {"horizon": 40, "degree": 2.0}), {"total_iters": 40, "power": 2.0}),
    "CosineAnnealingWarmRestarts": (
        ("warm_restarts", {"period": 5, "stretch": 2, "low": 0.1}),
        {"T_0": 5, "T_mult": 2, "eta_min": 0.1},
    ),
    "LinearLR": (("linear_warm_up", {"warm": 10}), {"start_factor": 0.1, "total_iters": 9}),
}


@pytest.mark.parametrize("name", TORCH)
def test_it_has_the_values_of_torch_optim_lr_scheduler(name):
    torch = pytest.importorskip("torch")
    (key, knobs), theirs = TORCH[name]
    optimiser = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=1.0)
    schedule, values = getattr(torch.optim.lr_scheduler, name)(optimiser, **theirs), []
    for _ in range(STEPS):
        values.append(optimiser.param_groups[0]["lr"])
        optimiser.step()
        schedule.step()
    assert factors(key, **knobs) == pytest.approx(values, abs=1e-12)


def test_cosine_has_the_values_of_torch_until_its_horizon_and_stays_there():
    torch = pytest.importorskip("torch")
    optimiser = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=1.0)
    schedule, values = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, T_max=40, eta_min=0.1), []
    for _ in range(41):
        values.append(optimiser.param_groups[0]["lr"])
        optimiser.step()
        schedule.step()
    ours = factors("cosine", horizon=40, low=0.1)
    assert ours[:41] == pytest.approx(values, abs=1e-12)
    assert ours[41:] == pytest.approx(0.1)


def test_inverse_time_is_halved_after_one_over_kappa_steps():
    assert factors("inverse_time", kappa=0.1, steps=11)[[0, 10]].tolist() == [1.0, 0.5]


def test_the_steps_of_inverse_time_go_any_distance_and_those_of_an_exponential_do_not():
    far, near = (factors(key, steps=20000, **knobs).sum() for key, knobs in (
        ("inverse_time", {"kappa": 0.1}), ("exponential", {"drop": 0.9})))  # fmt: skip
    assert near == pytest.approx(1 / (1 - 0.9))
    assert far > 70


def test_amos_decay_gives_the_numbers_computed_for_768_weights():
    plan = SCHEDULES["amos_decay"](alpha0=1.11e-3, sigma=(1 / 768) ** 0.5)
    at_first = plan.at(METHODS["lion"](), 0)
    assert at_first.lr == pytest.approx(4.005e-5, rel=1e-3)
    assert at_first.weight_decay == pytest.approx(0.01538, rel=1e-3)


def test_amos_decay_fades_step_and_decay_together_and_leaves_their_ratio():
    plan = SCHEDULES["amos_decay"](kappa=0.1, q=2.0)
    first, later = (plan.at(METHODS["tiger"](), t) for t in (0, 10))
    assert later.lr == first.lr / 2
    assert later.weight_decay == first.weight_decay == plan.alpha0 / (2 * 2.0 * plan.sigma)


def test_amos_decay_does_without_weight_decay_where_a_method_has_none():
    method = scheduled(METHODS["signsgd"](), SCHEDULES["amos_decay"]())
    assert set(knobs_of(method)) == {"alpha0", "sigma", "kappa", "q"}
    assert run(method, Slope(), (0.0, 0.0), 1).x[1] == pytest.approx((-0.025, 0.025))


@pytest.mark.parametrize("key", SCHEDULES)
def test_no_factor_is_ever_negative_or_undefined(key):
    knobs = {name: (k.low, k.default, k.high) for name, k in knobs_of(SCHEDULES[key]).items()}
    t = np.arange(0, 3000, 7)
    for values in product(*knobs.values()):
        with np.errstate(under="ignore"):
            found = SCHEDULES[key](**dict(zip(knobs, values))).factor(t)
        assert np.all(found >= 0)


def test_signsgd_settles_under_a_schedule_and_never_without():
    method = METHODS["signsgd"](lr=0.1)
    hovering = run(method, BOWL, (1.2345, 0.6789), 400).fx
    settling = run(scheduled(method, SCHEDULES["polynomial"](horizon=400)), BOWL, (1.2345, 0.6789), 400).fx
    assert settling[-1] < 1e-3 * hovering[-1]


@pytest.mark.parametrize("key", WITH_LR)
def test_a_constant_schedule_changes_nothing(key):
    method = METHODS[key]()
    alone, under = (run(m, HIMMELBLAU, (-1.0, -1.0), 40) for m in (method, scheduled(method, SCHEDULES["constant"]())))
    assert np.array_equal(alone.x, under.x, equal_nan=True)
    assert {**alone.evaluations}.keys() == {**under.evaluations}.keys()
    assert all(np.array_equal(alone.evaluations[kind], under.evaluations[kind]) for kind in alone.evaluations)


def test_every_method_with_a_step_size_follows_every_schedule_at_its_pace():
    for key, plan in product(WITH_LR, SCHEDULES):
        schedule = SCHEDULES[plan]()
        trace = run(scheduled(METHODS[key](), schedule), HIMMELBLAU, (-1.0, -1.0), 12)
        lr = METHODS[key]().lr if "lr" not in schedule.decides else 1.0
        expected = [lr * schedule.factor(t) for t in range(int(trace.last))]
        assert trace.info["lr"][: trace.last] == pytest.approx(np.array(expected, float))
        assert trace.state["clock"][: trace.last + 1].tolist() == list(range(int(trace.last) + 1))


def test_gradient_descent_under_a_schedule_is_gradient_descent_with_a_new_step_size_at_each_step():
    trace = run(
        scheduled(METHODS["gradient_descent"](lr=1e-3), SCHEDULES["cosine"](horizon=30)), ROSENBROCK, (-1.2, 1.0), 40
    )
    x = np.array([-1.2, 1.0])
    for t in range(40):
        x = x - 1e-3 * (1 + np.cos(np.pi * min(t / 30, 1))) / 2 * ROSENBROCK.grad(x)
    assert trace.x[-1] == pytest.approx(x, rel=1e-12)
    assert (trace.x[31:] == trace.x[30]).all()


@pytest.mark.parametrize("plan", SCHEDULES)
@pytest.mark.parametrize("key", ["gradient_descent", "lion", "sophia", "schedule_free_adamw"])
def test_a_scheduled_method_runs_on_plain_floats_too(key, plan):
    method = scheduled(METHODS[key](), SCHEDULES[plan]())
    arrays, plain = run(method, HIMMELBLAU, (-1.0, -1.0), 80), floats.run(method, HIMMELBLAU, (-1.0, -1.0), 80)
    assert plain.x == pytest.approx(arrays.x, rel=1e-9, abs=1e-9)
    assert np.array_equal(plain.evaluations["gradient"], arrays.evaluations["gradient"])


def test_knobs_of_method_and_schedule_can_be_swept_together():
    kind = scheduled_kind(METHODS["adam"], SCHEDULES["step_decay"])
    swept = run(kind(lr=np.array([0.1, 0.2, 0.3]), every=np.array([5, 10, 20])), HIMMELBLAU, (-1.0, -1.0), 40)
    for i, (lr, every) in enumerate([(0.1, 5), (0.2, 10), (0.3, 20)]):
        alone = run(kind(lr=lr, every=every), HIMMELBLAU, (-1.0, -1.0), 40)
        assert swept.x[..., i] == pytest.approx(alone.x, rel=1e-12)


def test_a_scheduled_method_is_a_method_but_not_one_of_the_list():
    method = scheduled(METHODS["adam"](lr=0.2), SCHEDULES["cosine"](horizon=50))
    assert isinstance(method, Scheduled)
    assert {**knobs_of(method)}.keys() == {*knobs_of(METHODS["adam"]), "horizon", "low"}
    assert method.method == METHODS["adam"](lr=0.2)
    assert method.schedule == SCHEDULES["cosine"](horizon=50)
    assert not any(kind.__module__.startswith("optim_core.schedules") for kind in METHODS.values())


def test_the_class_of_a_scheduled_method_is_made_once():
    assert scheduled_kind(METHODS["adam"], SCHEDULES["cosine"]) is scheduled_kind(METHODS["adam"], SCHEDULES["cosine"])


def test_no_method_shares_the_name_of_a_knob_with_a_schedule():
    for key, plan in product(WITH_LR, SCHEDULES.values()):
        assert scheduled_kind(METHODS[key], plan).about is METHODS[key].about


def test_every_step_size_can_be_scheduled_but_that_of_rprop_which_only_begins_with_it():
    assert [key for key, kind in METHODS.items() if "lr" in knobs_of(kind) and not can_follow(kind)] == ["rprop"]


def test_each_step_notes_what_the_schedule_has_made_of_the_knobs():
    method = scheduled(METHODS["lion"](), SCHEDULES["amos_decay"](kappa=1.0))
    trace = run(method, HIMMELBLAU, (-1.0, -1.0), 2)
    assert trace.info["lr"].tolist() == [0.025, 0.0125]
    assert trace.info["weight_decay"].tolist() == [0.05, 0.05]


def test_a_method_without_a_step_size_is_refused_in_words():
    with pytest.raises(ValueError, match="SteepestDescent has no step size lr"):
        scheduled(METHODS["steepest_descent"](), SCHEDULES["cosine"]())
