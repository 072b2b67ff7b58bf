"""What descent methods promise: first steps by hand, the limits of theory, and the same paths as others walk."""

from fractions import Fraction

import mpmath
import numpy as np
import optax
import pytest

from optim_core import METHODS, run
from surfaces import SURFACES
from tests.reference.cases import BOWL, CASES, STEPS, Slope, farthest_apart
from tests.reference.optax_paths import path as optax_path
from tests.reference.optax_paths import path_with_function

ROSENBROCK = SURFACES["rosenbrock"]
ROUNDING = 1e-11

# On f = 3x − 4y from (1, 2); Armijo's first trial is taken, for on a plane every step pays.
FIRST_STEPS = {
    "gradient_descent": ({"lr": 0.01}, (0.97, 2.04)),
    "heavy_ball": ({"lr": 0.01, "dampening": 0.5}, (0.97, 2.04)),  # the first gradient is not dampened
    "nesterov": ({"lr": 0.01, "momentum": 0.9}, (1 - 1.9 * 0.03, 2 + 1.9 * 0.04)),
    "accelerated_gradient": ({"lr": 0.01}, (0.97, 2.04)),
    "armijo_descent": ({"alpha0": 0.5}, (-0.5, 4.0)),
    "barzilai_borwein": ({"alpha0": 0.01}, (0.97, 2.04)),
}


@pytest.mark.parametrize("key", FIRST_STEPS)
def test_the_first_step_is_what_a_hand_computes(key):
    knobs, expected = FIRST_STEPS[key]
    assert run(METHODS[key](**knobs), Slope(), (1.0, 2.0), 1).x[1] == pytest.approx(expected, rel=1e-14)


def test_the_first_step_of_steepest_descent_is_what_a_hand_computes():
    # ½(x² + 4y²) from (4, 1): g = (4, 4), gᵀg / gᵀAg = 32 / 80, so it goes to (4, 1) − 0.4 (4, 4)
    first = run(METHODS["steepest_descent"](), SURFACES["quadratic"](kappa=4, angle=0), (4.0, 1.0), 1).x[1]
    assert first == pytest.approx((2.4, -0.6), rel=1e-12)


OPTAX = {
    "optax.sgd": (METHODS["gradient_descent"](lr=1e-3), optax.sgd(1e-3)),
    "optax.sgd after optax.add_decayed_weights": (
        METHODS["gradient_descent"](lr=1e-3, weight_decay=0.1),
        optax.chain(optax.add_decayed_weights(0.1), optax.sgd(1e-3)),
    ),
    "optax.sgd(momentum=0.9)": (METHODS["heavy_ball"](lr=1e-4, momentum=0.9), optax.sgd(1e-4, momentum=0.9)),
    "optax.sgd(momentum=0.9, nesterov=True)": (
        METHODS["nesterov"](lr=1e-4, momentum=0.9),
        optax.sgd(1e-4, momentum=0.9, nesterov=True),
    ),
}


@pytest.mark.parametrize("reference", OPTAX)
def test_it_walks_where_optax_walks(reference):
    method, optimiser = OPTAX[reference]
    assert farthest_apart(method, optax_path(optimiser)) < ROUNDING


@pytest.mark.parametrize(("c1", "shrink"), [(1e-4, 0.5), (0.3, 0.7)])
def test_armijo_descent_walks_where_optax_scale_by_backtracking_linesearch_walks(c1, shrink):
    search = optax.scale_by_backtracking_linesearch(
        max_backtracking_steps=60, slope_rtol=c1, decrease_factor=shrink, increase_factor=np.inf, max_learning_rate=1.0
    )
    theirs = path_with_function(optax.chain(optax.sgd(1.0), search), value_fn=lambda f: f)
    some = {name: CASES[name] for name in ("Rosenbrock", "Himmelblau", "bowl of condition 100")}
    method = METHODS["armijo_descent"](c1=c1, shrink=shrink)
    assert farthest_apart(method, theirs, steps=20, cases=some) < 1e-9  # a path through a valley amplifies rounding


TORCH = {
    "torch.optim.SGD(weight_decay=0.1)": (
        METHODS["gradient_descent"](lr=1e-3, weight_decay=0.1),
        {"lr": 1e-3, "weight_decay": 0.1},
    ),
    "torch.optim.SGD(momentum=0.9)": (
        METHODS["heavy_ball"](lr=1e-4, momentum=0.9),
        {"lr": 1e-4, "momentum": 0.9},
    ),
    "torch.optim.SGD(momentum=0.9, dampening=0.5)": (
        METHODS["heavy_ball"](lr=1e-4, momentum=0.9, dampening=0.5),
        {"lr": 1e-4, "momentum": 0.9, "dampening": 0.5},
    ),
    "torch.optim.SGD(momentum=0.9, nesterov=True)": (
        METHODS["nesterov"](lr=1e-4, momentum=0.9),
        {"lr": 1e-4, "momentum": 0.9, "nesterov": True},
    ),
}


@pytest.mark.parametrize("reference", TORCH)
def test_it_walks_where_torch_walks(reference):
    torch = pytest.importorskip("torch")
    from tests.reference.torch_paths import path

    method, knobs = TORCH[reference]
    assert farthest_apart(method, path(lambda p: torch.optim.SGD(p, foreach=False, **knobs))) < ROUNDING


def test_gradient_descent_at_exactly_two_over_l_bounces_for_ever():
    x = run(METHODS["gradient_descent"](lr=0.02), BOWL, (10.0, 1.0), 400).x
    assert np.array_equal(x[:, 1], np.resize([1.0, -1.0], 401))


@pytest.mark.parametrize(("lr", "arrives"), [(0.0199, True), (0.0201, False)])
def test_two_over_l_is_the_watershed_of_gradient_descent(lr, arrives):
    y = run(METHODS["gradient_descent"](lr=lr), BOWL, (10.0, 1.0), 400).x[:, 1]
    assert (abs(y[-1]) < 0.02) if arrives else (abs(y[-1]) > 50)


def test_the_best_fixed_step_shrinks_the_distance_by_exactly_the_ratio_of_theory():
    kappa = 100
    x = run(METHODS["gradient_descent"](lr=2 / (1 + kappa)), BOWL, (10.0, 1.0), 200).x
    distance = np.linalg.norm(x, axis=1)
    assert distance[1:] / distance[:-1] == pytest.approx((kappa - 1) / (kappa + 1), rel=1e-12)


@pytest.mark.parametrize("kappa", [2, 10, 100])
def test_steepest_descent_zig_zags_with_exactly_the_ratio_of_kantorovich(kappa):
    bowl = SURFACES["quadratic"](kappa=kappa, angle=0)
    x = run(METHODS["steepest_descent"](), bowl, (float(kappa), 1.0), 60).x
    k = np.arange(61)[:, None]
    expected = ((kappa - 1) / (kappa + 1)) ** k * np.array([kappa, 1.0]) * np.array([1.0, -1.0]) ** k
    assert x == pytest.approx(expected, rel=1e-9)


def test_steepest_descent_on_a_bowl_is_exact_rational_arithmetic():
    A = (Fraction(1), Fraction(7))
    x, points = (Fraction(3), Fraction(2)), []
    for _ in range(12):
        points.append([float(c) for c in x])
        g = [a * c for a, c in zip(A, x)]
        alpha = sum(c * c for c in g) / sum(a * c * c for a, c in zip(A, g))
        x = tuple(c - alpha * d for c, d in zip(x, g))
    trace = run(METHODS["steepest_descent"](), SURFACES["quadratic"](kappa=7, angle=0), (3.0, 2.0), 11)
    assert trace.x == pytest.approx(np.array(points), rel=1e-9, abs=1e-12)


def test_steepest_descent_turns_by_a_right_angle_at_every_step():
    g = np.array([ROSENBROCK.grad(x) for x in run(METHODS["steepest_descent"](), ROSENBROCK, (-1.2, 1.0), 40).x])
    cosines = (g[1:] * g[:-1]).sum(1) / np.linalg.norm(g[1:], axis=1) / np.linalg.norm(g[:-1], axis=1)
    assert np.abs(cosines).max() < 1e-6


def test_steepest_descent_from_an_axis_of_the_bowl_arrives_in_one_step():
    assert np.abs(run(METHODS["steepest_descent"](), BOWL, (0.0, 3.0), 1).x[1]).max() < 1e-12


def test_the_heavy_ball_of_theory_needs_a_fraction_of_the_steps():
    kappa, L, mu = 100, 100.0, 1.0
    ball = METHODS["heavy_ball"](
        lr=4 / (np.sqrt(L) + np.sqrt(mu)) ** 2, momentum=((np.sqrt(kappa) - 1) / (np.sqrt(kappa) + 1)) ** 2
    )
    plain = METHODS["gradient_descent"](lr=2 / (L + mu))

    def steps_to_a_millionth(method):
        distance = np.linalg.norm(run(method, BOWL, (10.0, 1.0), 1000).x, axis=1)
        return int(np.argmax(distance <= 1e-6 * distance[0]))

    assert steps_to_a_millionth(ball) < 100
    assert 680 < steps_to_a_millionth(plain) < 700


@pytest.mark.parametrize(("momentum", "escapes"), [(0.8, False), (0.9, True)])
def test_a_heavy_ball_rolls_out_of_a_shallow_well_if_it_is_heavy_enough(momentum, escapes):
    class Well:
        """x⁴/4 − x²/2 + x/4 in every coordinate: a shallow well right of a deep one."""

        def value(self, p):
            return (p**4 / 4 - p**2 / 2 + p / 4).sum(0)

        def grad(self, p):
            return p**3 - p + 0.25

    end = run(METHODS["heavy_ball"](lr=0.02, momentum=momentum), Well(), (1.8,), 1000).x[-1, 0]
    assert (end < 0) == escapes


def test_the_drawn_point_of_nesterov_is_one_momentum_ahead_of_the_classic_one():
    mu, lr = 0.9, 1e-3
    trace = run(METHODS["nesterov"](lr=lr, momentum=mu), ROSENBROCK, (-1.2, 1.0), 100)
    x, v, classic = np.array([-1.2, 1.0]), np.zeros(2), []
    for _ in range(100):  # Sutskever's form: look ahead, correct, move
        classic.append(x)
        v = mu * v - lr * ROSENBROCK.grad(x + mu * v)
        x = x + v
    assert trace.info["classic"] == pytest.approx(np.array(classic), rel=1e-9)


def test_accelerated_gradient_walks_where_fista_walks_in_fifty_digits():
    def fista(surface, start, steps, lr=1e-4):
        """Beck & Teboulle (2009), section 4, with no second term."""
        mpmath.mp.dps = 50
        x_old = y = mpmath.matrix(start)
        t, points = mpmath.mpf(1), [np.array(start)]
        for _ in range(steps):
            g = surface.grad(np.array([float(c) for c in y]))
            x = y - lr * mpmath.matrix(g)
            t_new = (1 + mpmath.sqrt(1 + 4 * t**2)) / 2
            y = x + (t - 1) / t_new * (x - x_old)
            x_old, t = x, t_new
            points.append(np.array([float(c) for c in x]))
        return np.array(points)

    assert farthest_apart(METHODS["accelerated_gradient"](lr=1e-4), fista) < ROUNDING


def test_accelerated_gradient_keeps_nesterovs_promise():
    L, start = 100.0, np.array([10.0, 1.0])
    fx = run(METHODS["accelerated_gradient"](lr=1 / L), BOWL, start, 300).fx
    k = np.arange(1, 301)
    assert (fx[1:] <= 2 * L * (start**2).sum() / (k + 1) ** 2).all()


def test_restarting_takes_the_ripples_out():
    rippling, calm = (
        run(METHODS["accelerated_gradient"](lr=0.01, restart=restart), BOWL, (10.0, 1.0), 300)
        for restart in (False, True)
    )
    assert (np.diff(rippling.fx) > 0).any()
    assert calm.info["restarted"].any()
    assert not rippling.info["restarted"].any()
    assert calm.fx[-1] < 1e-6 * rippling.fx[-1]


@pytest.mark.parametrize("variant", ["long", "short"])
def test_barzilai_borwein_on_a_bowl_is_exact_rational_arithmetic(variant):
    A, alpha = (Fraction(1), Fraction(9)), Fraction(1, 16)
    x, points = (Fraction(3), Fraction(2)), []
    for _ in range(8):
        points.append([float(c) for c in x])
        new = tuple(c - alpha * a * c for a, c in zip(A, x))
        s = [p - q for p, q in zip(new, x)]
        ss, sy, yy = (sum(a**k * c * c for a, c in zip(A, s)) for k in range(3))  # y = A s
        alpha, x = (ss / sy if variant == "long" else sy / yy), new
    method = METHODS["barzilai_borwein"](variant=variant, alpha0=1 / 16)
    trace = run(method, SURFACES["quadratic"](kappa=9, angle=0), (3.0, 2.0), 7)
    assert trace.x == pytest.approx(np.array(points), rel=1e-9, abs=1e-12)


def test_the_long_length_is_never_shorter_than_the_short_one():
    trace = run(METHODS["barzilai_borwein"](alpha0=0.003), BOWL, (10.0, 1.0), 8)
    s, y = trace.info["s"], trace.info["y"]
    ss, sy, yy = ((a * b).sum(1) for a, b in ((s, s), (s, y), (y, y)))
    assert (ss / sy >= sy / yy).all()


@pytest.mark.parametrize("variant", ["long", "short"])
def test_barzilai_borwein_goes_up_on_its_way_down_and_is_soon_there(variant):
    bowl = SURFACES["quadratic"](kappa=30, angle=20)
    trace = run(METHODS["barzilai_borwein"](variant=variant, alpha0=0.003), bowl, (3.0, 2.0), 60)
    assert (np.diff(trace.fx) > 0).any()
    assert trace.status == "converged"
    best_fixed = run(METHODS["gradient_descent"](lr=2 / 31), bowl, (3.0, 2.0), int(trace.last))
    assert trace.fx[-1] < 1e-6 * best_fixed.fx[-1]


def test_barzilai_borwein_asks_for_one_gradient_per_step():
    asked = run(METHODS["barzilai_borwein"](), ROSENBROCK, (-1.2, 1.0), 20).evaluations
    assert asked["gradient"].tolist() == list(range(1, 22))
    assert not asked["value"].any()


@pytest.mark.parametrize("case", CASES)
def test_every_armijo_step_pays_for_its_length_and_the_trial_before_did_not(case):
    surface, start = CASES[case]
    c1, shrink = 0.1, 0.5
    trace = run(METHODS["armijo_descent"](c1=c1, shrink=shrink), surface, start, STEPS)
    for k in range(int(trace.last)):
        x, d, alpha = trace.x[k], trace.info["d"][k], trace.info["alpha"][k]
        pays = lambda a: surface.value(x + a * d) <= surface.value(x) - c1 * a * (d @ d)  # noqa: B023, E731
        assert pays(alpha) or alpha < 1e-11
        assert alpha == 1.0 or not pays(alpha / shrink)


def test_armijo_counts_one_value_per_trial_and_one_gradient_per_step():
    trace = run(METHODS["armijo_descent"](shrink=0.5), ROSENBROCK, (-1.2, 1.0), 20)
    halvings = np.log2(1 / trace.info["alpha"]).astype(int)
    assert trace.evaluations["value"].tolist() == [1, *(1 + np.cumsum(halvings + 1))]
    assert trace.evaluations["gradient"].tolist() == list(range(1, 22))
