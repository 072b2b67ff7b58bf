"""The core beside its peers: one point, a map of starts, and the forms a method is printed in."""

from __future__ import annotations

import importlib.util
import time

import numpy as np

from benchmarks.timing import best, heading, row
from optim_core import METHODS, run
from optim_core.oracle import Oracle
from surfaces import SURFACES
from tracing import Untraceable, floats, javascript
from tracing.program import structure_of, trace_method

ROSENBROCK, HIMMELBLAU = SURFACES["rosenbrock"], SURFACES["himmelblau"]
START = np.array([-1.2, 1.0])


def main() -> None:
    """Everything that needs no browser."""
    one_step()
    every_method()
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
    for name, peer in (("torch.optim.Adam, analytic gradient", torch_adam), ("optax.adam, jitted step", optax_adam)):
        seconds = peer(steps)
        if seconds is None:
            row(name, "not installed")
        else:
            row(name, f"{1e6 * seconds:.1f} µs", f"ours: {seconds / ours:.1f} times faster on arrays")


def torch_adam(steps: int) -> float | None:
    """Seconds per step of torch's Adam when it is handed the gradient; None without torch."""
    if importlib.util.find_spec("torch") is None:
        return None
    import torch

    def work() -> None:
        x = torch.tensor(START, requires_grad=True)
        optimizer = torch.optim.Adam([x], lr=1e-3, foreach=False)
        for _ in range(steps):
            x.grad = torch.from_numpy(ROSENBROCK.grad(x.detach().numpy()))
            optimizer.step()

    return best(work, 3) / steps


def optax_adam(steps: int) -> float | None:
    """Seconds per jitted step of optax's Adam, compiled before the clock starts; None without optax."""
    if importlib.util.find_spec("optax") is None:
        return None
    import jax
    import jax.numpy as jnp
    import optax

    jax.config.update("jax_enable_x64", True)
    rule = optax.adam(1e-3)
    gradient = jax.grad(lambda p: (1 - p[0]) ** 2 + 100 * (p[1] - p[0] ** 2) ** 2)

    @jax.jit
    def step(x, state):
        change, state = rule.update(gradient(x), state)
        return optax.apply_updates(x, change), state

    def work() -> None:
        x, state = jnp.array(START), rule.init(jnp.array(START))
        for _ in range(steps):
            x, state = step(x, state)
        x.block_until_ready()

    work()
    return best(work, 3) / steps


def every_method() -> None:
    """Microseconds per recorded step in each form, and what it costs to print one."""
    heading("Every method: µs per recorded step on Rosenbrock (arrays | floats), and printing as JavaScript")
    total, at_once = 0.0, 0.0
    for key, kind in METHODS.items():
        method = kind()
        taken = max(1, int(run(method, ROSENBROCK, START, 200).last))
        arrays = best(lambda m=method: run(m, ROSENBROCK, START, 200), 3) / taken
        try:
            quick = best(lambda m=method: floats.run(m, ROSENBROCK, START, 200), 3) / taken
        except Untraceable as reason:
            row(key, f"{1e6 * arrays:.1f} | –", f"server only: {reason}")
            continue
        start = time.perf_counter()
        javascript.method(trace_method.__wrapped__(kind, structure_of(method)))
        printing = time.perf_counter() - start
        row(key, f"{1e6 * arrays:.1f} | {1e6 * quick:.1f}", f"printed in {1e3 * printing:.1f} ms")
        total, at_once = total + arrays, at_once + quick
    row("all together, floats against arrays", f"{total / at_once:.1f} times")


def maps() -> None:
    """65,536 starts at once, beside a loop over the same starts."""
    heading("A map of 256 × 256 starts on Himmelblau")
    starts = np.stack(np.meshgrid(np.linspace(-6, 6, 256), np.linspace(-6, 6, 256)))
    row(
        "200 steps of Adam", f"{best(lambda: run(METHODS['adam'](), HIMMELBLAU, starts, 200, record='final'), 3):.2f} s"
    )
    one_by_one = 256 * 256 * scipy_seconds(starts)
    for search in ("strong_wolfe", "armijo"):
        bfgs = METHODS["bfgs"](search=search)
        all_at_once = best(lambda m=bfgs: run(m, HIMMELBLAU, starts, 100, record="final"), 2)
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
