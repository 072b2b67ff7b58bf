"""The core beside its peers: one point, a map of starts, and the forms a method is printed in."""

from __future__ import annotations

import time

import numpy as np

from benchmarks.peers import ROSENBROCK, START, STEPS, installed, peers
from benchmarks.timing import best, heading, row
from experiments import Entry, Experiment
from experiments.defaults import missing
from optim_core import METHODS, run
from optim_core.line_search import SEARCHES
from optim_core.oracle import Oracle
from surfaces import SURFACES
from tracing import Untraceable, floats, javascript
from tracing.program import structure_of, trace_method
from tracing.setting import setting_of

HIMMELBLAU = SURFACES["himmelblau"]
FIRST_ORDER = ("descent", "adaptive", "sign-based")
NOT_ELEMENTWISE = ("armijo_descent", "steepest_descent", "shampoo", "soap")  # they search a line or keep a matrix
LIMIT = 40e-6  # seconds on one point


def main() -> None:
    """Everything that needs no browser."""
    one_step()
    every_method()
    slowest()
    maps()
    to_the_bottom()


def one_step() -> None:
    """A recorded Adam step on one point, beside the same step elsewhere."""
    heading("One Adam step on one point of Rosenbrock")
    steps = 300
    adam = METHODS["adam"](lr=1e-3)
    ours = best(lambda: run(adam, ROSENBROCK, START, steps), 7) / steps
    row("NumPy arrays, everything recorded", f"{1e6 * ours:.1f} µs")
    quick = best(lambda: floats.run(adam, ROSENBROCK, START, steps), 7) / steps
    row(
        "printed on floats, everything recorded",
        f"{1e6 * quick:.2f} µs",
        f"{ours / quick:.1f} times faster than arrays",
    )
    theirs = peers("adam")
    for package, how in (("torch", "analytic gradient"), ("optax", "jitted step")):
        seconds = theirs.get(package)
        told = (
            ("not installed",) if seconds is None else (f"{1e6 * seconds:.1f} µs", f"{seconds / ours:.1f} times ours")
        )
        row(f"{package}, {how}", *told)


def every_method() -> None:
    """Microseconds per recorded step in each form, beside the peers, and what it costs to print one."""
    heading(
        "Every method: µs per recorded step on Rosenbrock (arrays | floats), and how many times that its peers take"
    )
    for package in ("torch", "optax", "scipy"):
        if not installed(package):
            row(package, "not installed", "so there are no ratios to it")
    told = [one_method(key) for key in METHODS if not missing(key, ROSENBROCK)]
    both = [(arrays, quick) for arrays, quick in told if quick is not None]
    arrays, quick = map(sum, zip(*both, strict=True))
    row("all together, floats against arrays", f"{arrays / quick:.1f} times")


def one_method(key: str) -> tuple[float, float | None]:
    """Its row; seconds per step on arrays and, where it can be printed, on floats."""
    method = Experiment("rosenbrock", entries=(Entry(key),)).method(0)
    taken = max(1, int(run(method, ROSENBROCK, START, STEPS).last))
    arrays = best(lambda: run(method, ROSENBROCK, START, STEPS), 3) / taken
    notes = [f"{package} {seconds / arrays:.1f}×" for package, seconds in peers(key).items()]
    try:
        start = time.perf_counter()
        setting = setting_of(type(method), ROSENBROCK)
        javascript.method(trace_method.__wrapped__(type(method), structure_of(method), setting))
        notes.append(f"printed in {1e3 * (time.perf_counter() - start):.1f} ms")
        quick = best(lambda: floats.run(method, ROSENBROCK, START, STEPS), 3) / taken
    except Untraceable as reason:
        row(key, f"{1e6 * arrays:.1f} | –", "  ".join([*notes, f"server only: {reason}"]))
        return arrays, None
    row(key, f"{1e6 * arrays:.1f} | {1e6 * quick:.1f}", "  ".join(notes))
    return arrays, quick


def slowest() -> None:
    """No elementwise first-order method may take long on one point; the best of many repeats, for busy machines."""
    times = {}
    for key, kind in METHODS.items():
        if kind.about.family in FIRST_ORDER and key not in NOT_ELEMENTWISE:
            method = Experiment("rosenbrock", entries=(Entry(key),)).method(0)
            times[key] = best(lambda m=method: run(m, ROSENBROCK, START, STEPS), 15) / STEPS
    key = max(times, key=times.__getitem__)
    verdict = "kept" if times[key] < LIMIT else "BROKEN, or the machine is busy"
    heading("The slowest elementwise first-order method on arrays")
    row(key, f"{1e6 * times[key]:.1f} µs", f"a limit of {1e6 * LIMIT:.0f} µs is {verdict}")


def maps() -> None:
    """65,536 starts at once, beside a loop over the same starts."""
    heading("A map of 256 × 256 starts on Himmelblau")
    starts = np.stack(np.meshgrid(np.linspace(-6, 6, 256), np.linspace(-6, 6, 256)))
    row(
        "200 steps of Adam", f"{best(lambda: run(METHODS['adam'](), HIMMELBLAU, starts, 200, record='final'), 3):.2f} s"
    )
    one_by_one = 256 * 256 * scipy_seconds(starts)
    for search in SEARCHES:
        bfgs = METHODS["bfgs"](search=search)
        all_at_once = best(lambda m=bfgs: run(m, HIMMELBLAU, starts, 100, record="final"), 3)
        trace = run(bfgs, HIMMELBLAU, starts, 100, record="final")
        there = float((trace.grad_norm[-1] < 1e-6).mean())
        row(
            f"BFGS with {search} to |g| < 1e-6 ({100 * there:.2f} % get there)",
            f"{all_at_once:.2f} s",
            f"{one_by_one / all_at_once:.0f} times faster than a SciPy loop ({one_by_one:.0f} s, from 64 starts)",
        )


def scipy_seconds(starts: np.ndarray) -> float:
    """Seconds per start of SciPy's BFGS, measured on 64 starts spread over the map."""
    from scipy.optimize import minimize

    chosen = starts[:, ::32, ::32].reshape(2, -1).T

    def work() -> None:
        for x0 in chosen:
            minimize(HIMMELBLAU.value, x0, jac=HIMMELBLAU.grad, method="BFGS", options={"gtol": 1e-6})

    return best(work, 2) / len(chosen)


def to_the_bottom() -> None:
    """From the usual start to a gradient below 1e-8."""
    from scipy.optimize import minimize

    heading("Rosenbrock from (-1.2, 1) to |g| < 1e-8")
    for key, theirs in (("bfgs", "BFGS"), ("lbfgs", "L-BFGS-B"), ("nonlinear_cg", "CG")):
        method = METHODS[key]()
        f = Oracle(ROSENBROCK)

        def ours(method=method, f=f) -> None:
            with np.errstate(all="ignore"):
                s = method.init(START, f)
                while np.abs(s.g).max() > 1e-8:
                    s, _ = method.step(s, f)

        options = {"ftol": 0, "gtol": 1e-8} if theirs == "L-BFGS-B" else {"gtol": 1e-8}
        peer = best(
            lambda t=theirs, o=options: minimize(ROSENBROCK.value, START, jac=ROSENBROCK.grad, method=t, options=o), 5
        )
        mine = best(ours, 5)
        row(f"{key} on arrays", f"{1e3 * mine:.2f} ms", f"scipy {theirs}: {1e3 * peer:.2f} ms, {peer / mine:.1f} times")
        steps = int(np.argmax(run(method, ROSENBROCK, START, 200).grad_norm <= 1e-8))
        quick = best(lambda m=method, k=steps: floats.run(m, ROSENBROCK, START, k), 5)
        row(f"{key} on floats, recorded", f"{1e3 * quick:.2f} ms", f"{peer / quick:.1f} times")
