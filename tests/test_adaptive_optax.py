"""Adaptive methods walk where optax walks: fifty steps, six starts, to round-off."""

import jax
import optax
import optax.contrib
import pytest

from optim_core import METHODS
from tests.reference.cases import farthest_apart
from tests.reference.optax_paths import path, path_of_fast_and_slow, path_with_function


def average(state, y):
    """The averaged point of a schedule-free method."""
    return optax.contrib.schedule_free_eval_params(state, y)


SAME = {
    "optax.adagrad(initial_accumulator_value=0.1, eps=0)": (
        METHODS["adagrad"](lr=0.5, eps=0.0, initial_accumulator=0.1),
        path(optax.adagrad(0.5, 0.1, eps=0.0)),
    ),
    "optax.rmsprop(eps_in_sqrt=False)": (
        METHODS["rmsprop"](lr=0.01),
        path(optax.rmsprop(0.01, decay=0.9, eps=1e-8, eps_in_sqrt=False)),
    ),
    "optax.rmsprop(eps_in_sqrt=False, centered=True)": (
        METHODS["rmsprop"](lr=0.01, eps=1e-3, centered=True),
        path(optax.rmsprop(0.01, decay=0.9, eps=1e-3, eps_in_sqrt=False, centered=True)),
    ),
    "optax.rmsprop(eps_in_sqrt=False, momentum=0.9)": (
        METHODS["rmsprop"](lr=0.01, momentum=0.9),
        path(optax.rmsprop(0.01, decay=0.9, eps=1e-8, eps_in_sqrt=False, momentum=0.9)),
    ),
    "optax.adadelta": (METHODS["adadelta"](lr=1.0, rho=0.9, eps=1e-4), path(optax.adadelta(1.0, rho=0.9, eps=1e-4))),
    "optax.adam": (METHODS["adam"](lr=0.1), path(optax.adam(0.1))),
    "optax.adam after optax.add_decayed_weights (Adam + L2)": (
        METHODS["adam"](lr=0.1, weight_decay=0.1),
        path(optax.chain(optax.add_decayed_weights(0.1), optax.adam(0.1))),
    ),
    "optax.adamw": (METHODS["adamw"](lr=0.1, weight_decay=0.1), path(optax.adamw(0.1, weight_decay=0.1))),
    "optax.amsgrad": (METHODS["amsgrad"](lr=0.1, beta2=0.9), path(optax.amsgrad(0.1, b2=0.9))),
    "optax.adamax": (METHODS["adamax"](lr=0.1), path(optax.adamax(0.1))),
    "optax.nadam, the limit of a momentum that is full at once": (
        METHODS["nadam"](lr=0.1, momentum_decay=1e6),
        path(optax.nadam(0.1)),
    ),
    "optax.radam(eps=0)": (METHODS["radam"](lr=1e-4, beta2=0.99, eps=0.0), path(optax.radam(1e-4, b2=0.99, eps=0.0))),
    "optax.adabelief(eps_root=eps)": (
        METHODS["adabelief"](lr=0.1, eps=1e-10),
        path(optax.adabelief(0.1, eps=1e-10, eps_root=1e-10)),
    ),
    "optax.yogi": (METHODS["yogi"](lr=0.05), path(optax.yogi(0.05))),
    "optax.adan(b2=0.5, eps_root=0), where b2 and 1 − b2 agree": (
        METHODS["adan"](lr=0.05, beta2=0.5),
        path(optax.adan(0.05, b2=0.5, eps_root=0.0)),
    ),
    "optax.lamb": (METHODS["lamb"](lr=0.02, weight_decay=0.1), path(optax.lamb(0.02, weight_decay=0.1))),
    "optax.adafactor with the relative step min(lr, 1/√t)": (
        METHODS["adafactor"](lr=0.3, clip=1.0),
        path(optax.adafactor(lambda t: jax.numpy.minimum(0.3, 1 / jax.numpy.sqrt(t + 1.0)), eps=1e-32)),
    ),
    "optax.contrib.sam(opaque_mode=True) around optax.sgd": (
        METHODS["sam"](lr=1e-4, rho=0.05),
        path_with_function(
            optax.contrib.sam(
                optax.sgd(1e-4), optax.chain(optax.contrib.normalize(), optax.sgd(0.05)), opaque_mode=True
            ),
            grad_fn=lambda f: lambda p, _: jax.grad(f)(p),
        ),
    ),
    "optax.lookahead around optax.sgd, the fast point": (
        METHODS["lookahead"](lr=1e-4, k=5, alpha=0.5),
        path_of_fast_and_slow(optax.lookahead(optax.sgd(1e-4), sync_period=5, slow_step_size=0.5)),
    ),
    "optax.contrib.schedule_free_sgd, the average": (
        METHODS["schedule_free_sgd"](lr=1e-3),
        path(optax.contrib.schedule_free_sgd(1e-3), drawn=average),
    ),
    "optax.contrib.schedule_free_adamw, the average": (
        METHODS["schedule_free_adamw"](lr=0.1),
        path(optax.contrib.schedule_free_adamw(0.1), drawn=average),
    ),
    "optax.contrib.prodigy": (
        METHODS["prodigy"](bias_correction=True),
        path(optax.contrib.prodigy(1.0, betas=(0.9, 0.999))),
    ),
    "optax.contrib.dadapt_adamw": (
        METHODS["dadapt_adam"](bias_correction=True),
        path(optax.contrib.dadapt_adamw(1.0)),
    ),
    "optax.contrib.scale_by_muon(nesterov=False) of a 1×2 matrix": (
        METHODS["muon"](lr=0.02, nesterov=False, eps=1e-30),
        path(
            optax.chain(optax.contrib.scale_by_muon(nesterov=False, eps=1e-30), optax.scale(-0.02)),
            shape=(1, 2),
        ),
    ),
}


ROUNDING = 1e-11
SINGLE_PRECISION = {"optax.adafactor with the relative step min(lr, 1/√t)": 2e-6}  # of its decay rate


@pytest.mark.parametrize("reference", SAME)
def test_it_walks_where_optax_walks(reference):
    method, theirs = SAME[reference]
    assert farthest_apart(method, theirs) < SINGLE_PRECISION.get(reference, ROUNDING)
