"""The same methods elsewhere: what a step of torch, optax or SciPy costs on the same point."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from typing import Any

import numpy as np

from benchmarks.timing import best
from surfaces import SURFACES

ROSENBROCK = SURFACES["rosenbrock"]
START = np.array([-1.2, 1.0])
STEPS = 200
LR = 1e-4  # small enough for every rule; the time of a step does not depend on it

TORCH: dict[str, tuple[str, dict[str, Any]]] = {
    "gradient_descent": ("SGD", {}),
    "heavy_ball": ("SGD", {"momentum": 0.9}),
    "nesterov": ("SGD", {"momentum": 0.9, "nesterov": True}),
    "adagrad": ("Adagrad", {}),
    "rmsprop": ("RMSprop", {}),
    "adadelta": ("Adadelta", {}),
    "adam": ("Adam", {}),
    "adamw": ("AdamW", {}),
    "amsgrad": ("Adam", {"amsgrad": True}),
    "adamax": ("Adamax", {}),
    "nadam": ("NAdam", {}),
    "radam": ("RAdam", {}),
    "rprop": ("Rprop", {}),
    "adafactor": ("Adafactor", {}),
}
OPTAX: dict[str, tuple[str, dict[str, Any]]] = {
    "gradient_descent": ("sgd", {}),
    "heavy_ball": ("sgd", {"momentum": 0.9}),
    "nesterov": ("sgd", {"momentum": 0.9, "nesterov": True}),
    **{
        name: (name, {})
        for name in "adagrad rmsprop adadelta adam adamw amsgrad adamax nadam radam adabelief yogi adan lamb lion "
        "adafactor rprop".split()
    },
    "signsgd": ("sign_sgd", {}),
}
SCIPY = {
    "bfgs": "BFGS",
    "lbfgs": "L-BFGS-B",
    "nonlinear_cg": "CG",
    "newton_cg": "Newton-CG",
    "trust_region_dogleg": "dogleg",
    "trust_region_steihaug": "trust-ncg",
    "trust_region_exact": "trust-exact",
}


def peers(key: str) -> dict[str, float]:
    """Seconds per step of every counterpart of a method that is installed, by package."""
    found: dict[str, float] = {}
    if key in TORCH and installed("torch"):
        found["torch"] = best(torch_run(*TORCH[key]), 3) / STEPS
    if key in OPTAX and installed("optax"):
        work = optax_run(*OPTAX[key])
        work()  # compiled before the clock starts
        found["optax"] = best(work, 3) / STEPS
    if key in SCIPY and installed("scipy"):
        work = scipy_run(SCIPY[key])
        found["SciPy"] = best(work, 3) / work().nit
    return found


def installed(package: str) -> bool:
    return importlib.util.find_spec(package) is not None


def torch_run(name: str, knobs: dict[str, Any]) -> Callable[[], None]:
    """The steps of an optimizer of torch that is handed our gradient."""
    import torch

    def work() -> None:
        x = torch.tensor(START, requires_grad=True)
        optimizer = getattr(torch.optim, name)([x], lr=LR, foreach=False, **knobs)
        for _ in range(STEPS):
            x.grad = torch.from_numpy(ROSENBROCK.grad(x.detach().numpy()))
            optimizer.step()

    return work


def optax_run(name: str, knobs: dict[str, Any]) -> Callable[[], None]:
    """The steps of a transformation of optax, each one jitted with its gradient."""
    import jax
    import jax.numpy as jnp
    import optax

    jax.config.update("jax_enable_x64", True)
    rule = getattr(optax, name)(LR, **knobs)
    gradient = jax.grad(lambda p: (1 - p[0]) ** 2 + 100 * (p[1] - p[0] ** 2) ** 2)

    @jax.jit
    def step(x, state):
        change, state = rule.update(gradient(x), state, x)
        return optax.apply_updates(x, change), state

    def work() -> None:
        x, state = jnp.array(START), rule.init(jnp.array(START))
        for _ in range(STEPS):
            x, state = step(x, state)
        x.block_until_ready()

    return work


def scipy_run(name: str) -> Callable[[], Any]:
    """A whole run of `scipy.optimize.minimize`; its result knows the number of steps."""
    from scipy.optimize import minimize

    second = name.startswith(("Newton", "trust", "dogleg"))
    hess = {"hess": ROSENBROCK.hess} if second else {}
    start = START if name != "dogleg" else np.array([1.2, 1.2])  # which asks for a positive definite Hessian
    return lambda: minimize(ROSENBROCK.value, start, jac=ROSENBROCK.grad, method=name, **hess)
