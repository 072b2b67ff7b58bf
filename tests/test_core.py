"""What holds for every method of the core; a new file is tested the day it is added."""

from __future__ import annotations

import numpy as np
import pytest

from experiments import Experiment
from experiments.defaults import missing
from experiments.play import play
from optim_core import METHODS, Oracle, knobs_of, run
from optim_core.knob import choices_of
from optim_core.rules import STATUS
from optim_core.runner import judge
from surfaces import SURFACES

BOWL = SURFACES["quadratic"](kappa=4, angle=20)
HIMMELBLAU = SURFACES["himmelblau"]


def offered(key):
    """Whether the surfaces of these tests have what the method needs, such as the parts of a sum of squares."""
    needs = METHODS[key].needs
    return all(getattr(problem, name, None) is not None for problem in (BOWL, HIMMELBLAU) for name in needs)


every_method = pytest.mark.parametrize("key", [key for key in METHODS if offered(key)])


def usual(key, **knobs):
    """The method with its defaults, calmed down to a step size every surface here can bear."""
    if "lr" in knobs_of(METHODS[key]) and METHODS[key].about.family == "descent":
        knobs.setdefault("lr", 2e-3)
    return METHODS[key](**knobs)


def same(a, b):
    a, b = np.asarray(a), np.asarray(b)
    return np.array_equal(a, b, equal_nan=a.dtype.kind == "f")


@every_method
def test_it_goes_down_on_the_bowl(key):
    trace = run(METHODS[key](), BOWL, [2.0, 1.0], 500)
    assert trace.fx.min() < 0.5 * trace.fx[0]
    assert str(trace.status) in ("running", "converged")


@every_method
def test_the_trace_has_the_shapes_it_promises(key):
    trace = run(usual(key), HIMMELBLAU, np.zeros((2, 3, 4)) + 0.5, 7)
    assert trace.x.shape == (8, 2, 3, 4)
    assert trace.fx.shape == trace.grad_norm.shape == (8, 3, 4)
    assert trace.status.shape == trace.last.shape == (3, 4)
    assert all(counts.shape == (8, 3, 4) for counts in trace.evaluations.values())
    assert same(trace.state["x"], trace.x)
    assert all(len(values) == 7 for values in trace.info.values())


@every_method
def test_a_batch_equals_its_runs_one_by_one_bit_for_bit(key):
    starts = np.random.default_rng(1).uniform(-4, 4, (2, 6))
    batch = run(usual(key), HIMMELBLAU, starts, 40)
    for i in range(6):
        single = run(usual(key), HIMMELBLAU, starts[:, i], 40)
        assert same(single.x, batch.x[:, :, i])
        assert str(single.status) == batch.status[i] and single.last == batch.last[i]
        for kind in batch.evaluations:
            assert same(single.evaluations[kind], batch.evaluations[kind][:, i]), kind


@every_method
def test_a_map_ends_where_its_runs_end(key):
    starts = np.random.default_rng(2).uniform(-4, 4, (2, 5, 3))
    ends, path = (run(usual(key), HIMMELBLAU, starts, 60, record=kind) for kind in ("final", "path"))
    assert same(ends.x[-1], path.x[-1])
    assert same(ends.status, path.status) and same(ends.last, path.last)
    for kind in path.evaluations:
        assert same(ends.evaluations[kind][-1], path.evaluations[kind][-1]), kind


@every_method
def test_a_sweep_equals_separate_runs(key):
    for name, knob in knobs_of(METHODS[key]).items():
        if knob.structural:
            continue
        values = np.array([knob.default, (knob.default + knob.low) / 2])
        sweep = run(usual(key, **{name: values}), HIMMELBLAU, [1.0, -1.0], 15)
        for i, value in enumerate(values):
            single = run(usual(key, **{name: float(value)}), HIMMELBLAU, [1.0, -1.0], 15)
            np.testing.assert_allclose(sweep.x[..., i], single.x, rtol=1e-9, atol=1e-11, err_msg=name)


HOSTILE = [(0.0, 0.0), (1e8, -1e8), (1e300, 1.0), (np.nan, 1.0), (np.inf, 0.0), (1.0, 1.0), (-1.2, 1.0)]


@every_method
@pytest.mark.parametrize("surface", ["himmelblau", "cliff", "normal_fit"])
def test_knob_corners_and_hostile_starts_give_the_same_status_on_arrays_and_on_floats_and_no_exception(key, surface):
    problem = SURFACES[surface]
    if missing(key, problem):
        pytest.skip(f"{surface} has no {missing(key, problem)[0]}")
    for knobs in corners(METHODS[key]):
        for start in HOSTILE:
            method = METHODS[key](**knobs)
            trace = run(method, problem, start, 5)
            assert str(trace.status) in ("running", "converged", "diverged", "undefined")
            quick = play(method, problem, start, 5)
            assert quick.status == trace.status, (knobs, start)
            # One step only: a search may turn a last digit into a first one.
            assert np.allclose(quick.x[:2], trace.x[:2], rtol=1e-6, atol=1e-9, equal_nan=True), (knobs, start)


def corners(kind, count=4):
    """All knobs at their low ends, all at their high ends, and mixtures in which every end of every knob occurs."""
    ends = {name: corner(knob) for name, knob in knobs_of(kind).items()}
    yield {name: values[0] for name, values in ends.items()}
    yield {name: values[-1] for name, values in ends.items()}
    rng = np.random.default_rng(0)
    for i in range(count):
        yield {name: values[(i + rng.integers(2)) % len(values)] for name, values in ends.items()}


def corner(knob):
    if knob.kind == "choice":
        return knob.options
    return (False, True) if knob.kind == "switch" else (knob.low, knob.high)


FLAT_PLACES = [("monkey", (0.0, 0.0)), ("quadratic", (0.0, 0.0)), ("sphere", (0.0, 0.0))]
HALF_FLAT = [("beale", (1.0, 1.0)), ("monkey", (0.5, 0.5))]  # the slope along x is exactly zero


@every_method
@pytest.mark.parametrize("surface, start", FLAT_PLACES + HALF_FLAT)
def test_nothing_over_nothing_is_zero_and_never_undefined(key, surface, start):
    if missing(key, SURFACES[surface]):
        pytest.skip(f"{surface} has no {missing(key, SURFACES[surface])[0]}")
    trace = run(METHODS[key](), SURFACES[surface], start, 4)
    for name, values in [*trace.state.items(), *((n, v[: int(trace.last)]) for n, v in trace.info.items())]:
        assert not np.isnan(np.asarray(values, float)).any(), name
    if (surface, start) in FLAT_PLACES and key != "yogi":  # whose memory does not start empty
        assert str(trace.status) == "converged" and np.allclose(trace.x, np.array(start), rtol=0, atol=1e-9)


def test_who_steps_over_the_edge_of_the_world_has_diverged_even_where_it_is_flat():
    edge = np.array([1e8, -1e8])
    codes = judge(SURFACES["normal_fit"], edge, edge * (1 + 1e-15))
    assert STATUS[codes] == "diverged"


class Listening:
    """A problem that counts by itself how often it is asked."""

    def __init__(self):
        self.asked = {"value": 0, "gradient": 0, "hessian": 0}

    def value(self, p):
        self.asked["value"] += 1
        return HIMMELBLAU.value(p)

    def grad(self, p):
        self.asked["gradient"] += 1
        return HIMMELBLAU.grad(p)

    def hess(self, p):
        self.asked["hessian"] += 1
        return HIMMELBLAU.hess(p)

    def residuals(self, p):
        self.asked["value"] += 1
        return HIMMELBLAU.residuals(p)

    def jacobian(self, p):
        self.asked["gradient"] += 1
        return HIMMELBLAU.jacobian(p)


@every_method
def test_what_is_counted_is_what_was_asked(key):
    problem = Listening()
    f, method = Oracle(problem, ()), usual(key)
    with np.errstate(all="ignore"):
        s = method.init(np.array([1.0, 0.5]), f)
        for _ in range(6):
            s, _ = method.step(s, f)
    told = dict(zip(problem.asked, map(int, f.counts()), strict=True))
    assert told == problem.asked
    trace = run(method, HIMMELBLAU, [1.0, 0.5], 6)
    assert trace.last == 6 and {kind: int(n[-1]) for kind, n in trace.evaluations.items()} == told


def test_a_converged_run_is_frozen_and_asks_no_more():
    trace = run(METHODS["newton"](), BOWL, [2.0, 1.0], 50)
    assert trace.status == "converged" and trace.last == 2  # one step lands, a second confirms
    assert same(trace.x[2:], np.broadcast_to(trace.x[2], (49, 2)))
    assert trace.evaluations["gradient"][-1] == 2


def test_divergence_is_a_status_and_spares_the_neighbours():
    method = METHODS["gradient_descent"](lr=np.array([0.1, 1.0]))
    trace = run(method, SURFACES["quadratic"](kappa=10, angle=0), [1.0, 1.0], 200)
    assert list(trace.status) == ["running", "diverged"] or list(trace.status) == ["converged", "diverged"]
    assert np.isfinite(trace.x).all()


def test_a_momentum_that_passes_a_flat_point_is_not_called_converged():
    trace = run(METHODS["heavy_ball"](lr=0.1, momentum=0.99), SURFACES["quadratic"](kappa=1, angle=0), [1.0, 0.0], 60)
    assert trace.status == "running"


def test_unknown_methods_are_answered_with_the_nearest_right_spelling():
    with pytest.raises(KeyError, match="nesterov"):
        METHODS["nestrov"]


# Beyond what the state holds: the slope before (where g in the state is that), and what a step needs while it is made.
ALSO_NEEDED = {
    "adan": (1, 0), "rprop": (1, 0), "barzilai_borwein": (2, 0), "sam": (1, 0), "newton_cg": (3, 1),
    "trust_region_steihaug": (3, 0), "levenberg_marquardt": (-1, 0), "gauss_newton": (0, 1), "newton": (0, 1),
    "damped_newton": (0, 1), "modified_newton": (0, 1), "saddle_free_newton": (0, 1), "natural_gradient": (0, 1),
}  # fmt: skip


@pytest.mark.parametrize("key", METHODS)
def test_the_memory_on_the_card_is_what_the_state_holds(key):
    surface = "normal_fit" if "fisher" in METHODS[key].needs else "rosenbrock"
    trace = run(METHODS[key](), SURFACES[surface], [0.5, 1.2], 2)
    shapes = [field.shape[1:] for name, field in trace.state.items() if name not in ("x", "g")]
    vectors = sum(shape[0] if len(shape) == 2 else 1 for shape in shapes if shape[-1:] == (2,) and shape != (2, 2))
    more = ALSO_NEEDED.get(key, (0, 0))
    held = (vectors + more[0], shapes.count((2, 2)) + more[1])
    assert (METHODS[key].about.memory, METHODS[key].about.matrices) == held


CHOICES = [(key, knob) for key, method in METHODS.items() for knob in choices_of(method)]


@pytest.mark.parametrize(("key", "knob"), CHOICES, ids=[f"{key}-{knob.name}" for key, knob in CHOICES])
def test_an_option_may_be_written_in_any_case_and_a_word_that_is_none_is_refused(key, knob):
    for option in knob.options:
        assert getattr(METHODS[key](**{knob.name: option.upper()}), knob.name) == option
    with pytest.raises(ValueError, match=f"{knob.name} is one of .*, not 'nonsense'"):
        METHODS[key](**{knob.name: "nonsense"})


def test_a_mistyped_option_is_answered_with_the_nearest_right_one():
    with pytest.raises(ValueError, match="did you mean 'armijo'"):
        METHODS["bfgs"](search="armjio")


def test_the_step_lengths_of_barzilai_and_borwein_answer_to_the_names_of_their_paper():
    long, short = METHODS["barzilai_borwein"](variant="BB1"), METHODS["barzilai_borwein"](variant="bb2")
    assert long.variant == "long" and short.variant == "short"
    experiment, notes = Experiment.from_query("run=barzilai_borwein(variant=BB2)")
    assert experiment.method(0).variant == "short" and not notes


def test_the_record_is_read_only():
    trace = run(METHODS["adam"](), BOWL, [1.0, 1.0], 3)
    with pytest.raises(ValueError, match="read-only"):
        trace.x[0, 0] = 5.0


def test_a_start_must_have_coordinates():
    with pytest.raises(ValueError, match="coordinates"):
        run(METHODS["adam"](), BOWL, 3.0, 5)
