"""Where a method as it comes does not suit a start, and why: reason → method → surfaces, each with its starts."""

UNSAFE = "an undamped step goes to the flat point of a fitted parabola, however far away that is"
FIXED = "believes in the parabola of its first Hessian, and has nothing to say elsewhere"
STEEP = "the curvature asks for a smaller factor than the slider has"
WALL = "one step from the wall leads out of sight"
PLAIN = "the start lies on a plain: so small a slope leads nowhere"
CREASE = "on a crease the slope says nothing about where it goes down along it"
APART = "no length suits a coordinate of millions and one of millionths"
BOLD = "the distance it guesses never shrinks, so one bold guess is kept"
PLAIN_FIRST = "one factor must suit five plain steps and then all the scaled ones"
NARROW = "its steps grow shorter, and the slider ends before the window does"
ORIGIN = "near the origin its steps are as short as the point"
GROWING = "its steps grow while it takes them, and the dips are narrow"

DESCENT = "accelerated_gradient gradient_descent heavy_ball lookahead nesterov sam schedule_free_sgd"
MOMENTUM = "accelerated_gradient heavy_ball nesterov"

UNSUITED: dict[str, dict[str, str]] = {
    UNSAFE: {
        "newton": "trough:01 adjiman:0 bukin6:01 dixon_price:2 drop_wave:1 jennrich_sampson:1 log_goldstein_price:1 "
        "mccormick:02 normal_fit:012 peaks:3 cd_kink:01 cliff:02 l1_valley:01 long_valley:0 nesterov_cr:01 "
        "rnn_cliff:012 sharpening_valley:01 sigmoid_bce:012 sigmoid_plateau:0123 wolfe:0",
        "barzilai_borwein": "ackley:2 adjiman:0 bukin6:01 eggholder:12 goldstein_price:2 jennrich_sampson:01 "
        "log_goldstein_price:1 normal_fit:02 trefethen:1 muller_brown:03 cliff:02 deep_linear3:2 long_valley:0 "
        "nesterov_cr:01 sharpening_valley:0 sigmoid_bce:0 sigmoid_plateau:3 wolfe:0",
        "gauss_newton": "jennrich_sampson:0 long_valley:0 rnn_cliff:012 sigmoid_plateau:03",
        "saddle_free_newton": "muller_brown:2 cliff:02 long_valley:0 sharpening_valley:01 wolfe:0",
    },
    FIXED: {
        "linear_cg": "plane:01 adjiman:0 bird:012 cross_in_tray:12 drop_wave:12 easom:01 eggholder:0 "
        "goldstein_price:0 himmelblau:0123 levy:1 levy13:0 michalewicz:023 peaks:4 rastrigin:0 schwefel:01 "
        "shubert:012 trefethen:01 dog_saddle:1 linear_net:2 monkey:3 muller_brown:0 cd_kink:01 cliff:02 "
        "deep_linear3:1 gaussian_hole:0 l1_valley:01 long_valley:0 nesterov_cr:0 sharp_flat:013 sharpening_valley:0 "
        "sigmoid_bce:012 sigmoid_plateau:01 terraces:1 wolfe:0",
    },
    STEEP: dict.fromkeys(f"{DESCENT} barzilai_borwein radam".split(), "brown_badly_scaled:01 powell_badly_scaled:0")
    | dict.fromkeys(f"{MOMENTUM} radam".split(), "brown_badly_scaled:01 powell_badly_scaled:0 jennrich_sampson:1"),
    WALL: dict.fromkeys(f"{DESCENT} barzilai_borwein radam".split(), "cliff:1")
    | dict.fromkeys(MOMENTUM.split(), "cliff:1 rnn_cliff:0"),
    PLAIN: dict.fromkeys(DESCENT.split(), "easom:2 gaussian_hole:2 sigmoid_plateau:1")
    | dict.fromkeys(
        "gradient_descent lookahead sam schedule_free_sgd".split(),
        "easom:2 gaussian_hole:2 sigmoid_plateau:1 michalewicz:3 deep_linear3:1",
    )
    | {
        "gradient_descent": "easom:2 gaussian_hole:2 sigmoid_plateau:1 michalewicz:3 deep_linear3:1 monkey:3",
        "lookahead": "easom:2 gaussian_hole:2 sigmoid_plateau:1 michalewicz:3 deep_linear3:1 monkey:3",
        "schedule_free_sgd": "easom:2 gaussian_hole:2 sigmoid_plateau:1 michalewicz:3 deep_linear3:1 monkey:3 "
        "rnn_cliff:2",
        "adadelta": "easom:2 gaussian_hole:2 sigmoid_plateau:1",
        "shampoo": "easom:2 gaussian_hole:2",
        "yogi": "easom:2 gaussian_hole:2",
        "armijo_descent": "easom:2 gaussian_hole:2 sigmoid_plateau:1",
        "saddle_free_newton": "easom:2 gaussian_hole:2",
    },
    CREASE: dict.fromkeys(
        "armijo_descent bfgs broyden dadapt_adam damped_newton dfp lbfgs nonlinear_cg".split(), "nesterov_cr:1"
    )
    | {"steepest_descent": "l1_valley:1 nesterov_cr:1", "sr1": "l1_valley:1"},
    APART: dict.fromkeys("adafactor lamb muon rmsprop".split(), "brown_badly_scaled:01")
    | {"adadelta": "brown_badly_scaled:01 powell_badly_scaled:0", "amos": "brown_badly_scaled:0"}
    | {"soap": "brown_badly_scaled:1"},
    BOLD: {
        "dadapt_adam": "ackley:2 adjiman:1 beale:0 cross_in_tray:12 drop_wave:0 easom:012 eggholder:2 griewank:01 "
        "jennrich_sampson:1 log_goldstein_price:1 mccormick:2 michalewicz:123 normal_fit:02 rastrigin:2 trefethen:1 "
        "muller_brown:1 cliff:02 deep_linear3:1 gaussian_hole:02 rnn_cliff:02 wolfe:0",
        "prodigy": "ackley:2 adjiman:1 cross_in_tray:1 easom:012 jennrich_sampson:1 michalewicz:2 normal_fit:02 "
        "trefethen:1 gaussian_hole:2 rnn_cliff:02 wolfe:0",
    },
    PLAIN_FIRST: {
        "radam": "bird:3 bukin6:1 eggholder:02 levy13:01 rastrigin:12 schwefel:0 shubert:12 trefethen:1 zakharov:0 "
        "muller_brown:0123",
    },
    NARROW: {"adadelta": "eggholder:2", "adagrad": "eggholder:2", "shampoo": "eggholder:02 schwefel:0"},
    ORIGIN: {"lamb": "easom:2 eggholder:0 sharp_flat:3"},
    GROWING: {"adadelta": "trefethen:1"},
}


def starts(text: str) -> set[tuple[str, int]]:
    """The surfaces and starts that a text of the table means."""
    return {(key, int(digit)) for key, digits in (word.split(":") for word in text.split()) for digit in digits}


def unsuited(surface: str) -> set[tuple[str, int]]:
    """The methods that do not suit a surface, each with the number of the start."""
    return {
        (method, start)
        for methods in UNSUITED.values()
        for method, text in methods.items()
        for key, start in starts(text)
        if key == surface
    }


def where(reason: str) -> set[tuple[str, int]]:
    """The surfaces and starts for which a reason is given."""
    return set().union(*map(starts, UNSUITED[reason].values()))
