"""Adaptive methods walk where torch and its companions walk: fifty steps, six starts, to round-off.

All of these packages are optional; what is missing is skipped.
"""

import pytest

from optim_core import METHODS
from tests.reference.cases import farthest_apart
from tests.reference.torch_paths import path, torch

ROUNDING = 1e-11


@pytest.fixture(autouse=True)
def double_precision():
    """Scalars that torch keeps in the state (NAdam's product of momenta) follow the default type."""
    torch.set_default_dtype(torch.float64)
    yield
    torch.set_default_dtype(torch.float32)


TORCH = {
    "torch.optim.Adagrad(lr_decay=0.1)": (
        METHODS["adagrad"](lr=0.5, lr_decay=0.1),
        lambda p: torch.optim.Adagrad(p, lr=0.5, lr_decay=0.1, foreach=False),
    ),
    "torch.optim.RMSprop(alpha=0.9, momentum=0.5, centered=True)": (
        METHODS["rmsprop"](lr=0.01, eps=1e-3, momentum=0.5, centered=True),
        lambda p: torch.optim.RMSprop(p, lr=0.01, alpha=0.9, eps=1e-3, momentum=0.5, centered=True, foreach=False),
    ),
    "torch.optim.Adadelta": (
        METHODS["adadelta"](rho=0.9, eps=1e-4),
        lambda p: torch.optim.Adadelta(p, lr=1.0, rho=0.9, eps=1e-4, foreach=False),
    ),
    "torch.optim.Adam(weight_decay=0.1)": (
        METHODS["adam"](lr=0.1, weight_decay=0.1),
        lambda p: torch.optim.Adam(p, lr=0.1, weight_decay=0.1, foreach=False),
    ),
    "torch.optim.AdamW(weight_decay=0.1)": (
        METHODS["adamw"](lr=0.1, weight_decay=0.1),
        lambda p: torch.optim.AdamW(p, lr=0.1, weight_decay=0.1, foreach=False),
    ),
    "torch.optim.Adamax": (METHODS["adamax"](lr=0.1), lambda p: torch.optim.Adamax(p, lr=0.1, foreach=False)),
    "torch.optim.NAdam": (METHODS["nadam"](lr=0.1), lambda p: torch.optim.NAdam(p, lr=0.1, foreach=False)),
    "torch.optim.NAdam(momentum_decay=0.3)": (
        METHODS["nadam"](lr=0.1, momentum_decay=0.3),
        lambda p: torch.optim.NAdam(p, lr=0.1, momentum_decay=0.3, foreach=False),
    ),
    "torch.optim.RAdam": (
        METHODS["radam"](lr=1e-4, beta2=0.99, eps=1e-3),
        lambda p: torch.optim.RAdam(p, lr=1e-4, betas=(0.9, 0.99), eps=1e-3, foreach=False),
    ),
    "torch.optim.Adafactor": (
        METHODS["adafactor"](lr=0.3, clip=1.5),
        lambda p: torch.optim.Adafactor(p, lr=0.3, d=1.5, weight_decay=0.0, foreach=False),
    ),
    "torch.optim.Rprop": (
        METHODS["rprop"](lr=0.01, shrink=0.4, grow=1.3),
        lambda p: torch.optim.Rprop(p, lr=0.01, etas=(0.4, 1.3), foreach=False),
    ),
}


@pytest.mark.parametrize("reference", TORCH)
def test_it_walks_where_torch_walks(reference):
    method, make = TORCH[reference]
    assert farthest_apart(method, path(make)) < ROUNDING


def test_muon_walks_near_torch_optim_muon_which_rounds_to_bfloat16():
    make = lambda p: torch.optim.Muon(p, lr=0.02, weight_decay=0.1, momentum=0.9, eps=1e-7)  # noqa: E731
    method = METHODS["muon"](lr=0.02, weight_decay=0.1, momentum=0.9, eps=1e-7)
    assert farthest_apart(method, path(make, shape=(1, 2)), steps=10) < 1e-2


KOZISTR = {
    "pytorch_optimizer.AdaBelief(rectify=False)": (
        METHODS["adabelief"](lr=0.1, eps=1e-10),
        lambda o, p: o.AdaBelief(p, lr=0.1, eps=1e-10, rectify=False, foreach=False),
    ),
    "pytorch_optimizer.Yogi": (
        METHODS["yogi"](lr=0.05, initial_accumulator=1e-6),
        lambda o, p: o.Yogi(p, lr=0.05, initial_accumulator=1e-6, foreach=False),
    ),
    "pytorch_optimizer.Adan(weight_decouple=False)": (
        METHODS["adan"](lr=0.05, weight_decay=0.1),
        lambda o, p: o.Adan(p, lr=0.05, weight_decay=0.1, weight_decouple=False, max_grad_norm=0.0, foreach=False),
    ),
    "pytorch_optimizer.Shampoo(momentum=0)": (
        METHODS["shampoo"](lr=0.1, eps=1e-6),
        lambda o, p: o.Shampoo(p, lr=0.1, momentum=0.0, matrix_eps=1e-6, preconditioning_compute_steps=1),
    ),
}


@pytest.mark.parametrize("reference", KOZISTR)
def test_it_walks_where_pytorch_optimizer_walks(reference):
    package = pytest.importorskip("pytorch_optimizer")
    method, make = KOZISTR[reference]
    assert farthest_apart(method, path(lambda p: make(package, p))) < ROUNDING


@pytest.mark.parametrize("refresh", [1, 7])
def test_soap_walks_where_pytorch_optimizer_soap_walks_whose_axes_are_turned_in_single_precision(refresh):
    package = pytest.importorskip("pytorch_optimizer")

    def make(p):
        return package.SOAP(p, lr=0.1, precondition_frequency=refresh, weight_decay=0.0)

    theirs = path(make, shape=(2, 1), calls=2)
    assert farthest_apart(METHODS["soap"](lr=0.1, refresh=refresh), theirs) < 5e-6


@pytest.mark.parametrize("k", [1, 5])
def test_sophia_walks_where_pytorch_optimizer_sophia_h_walks_with_the_exact_diagonal(k):
    package = pytest.importorskip("pytorch_optimizer")

    def diagonal(optimiser, surface, x):
        fresh = optimiser.param_groups[0].get("step", 0) % k == 0
        h = torch.tensor([surface.hess(x)[0, 0], surface.hess(x)[1, 1]])
        return {"hessian": [h]} if fresh else {}

    def make(p):
        return package.SophiaH(p, lr=0.5, p=0.05, update_period=k, foreach=False)

    assert farthest_apart(METHODS["sophia"](lr=0.5, clip=0.05, k=k), path(make, before=diagonal)) < ROUNDING


def averaged(optimiser, p):
    """The point a schedule-free optimiser reports."""
    optimiser.eval()
    x = p.detach().clone()
    optimiser.train()
    return x


def in_training(optimiser):
    optimiser.train()
    return optimiser


@pytest.mark.parametrize("warmup", [0, 10])
def test_schedule_free_sgd_walks_where_schedulefree_walks(warmup):
    package = pytest.importorskip("schedulefree")

    def make(p):
        return in_training(package.SGDScheduleFree(p, lr=1e-3, momentum=0.9, warmup_steps=warmup, foreach=False))

    assert farthest_apart(METHODS["schedule_free_sgd"](lr=1e-3, warmup=warmup), path(make, drawn=averaged)) < ROUNDING


@pytest.mark.parametrize("warmup", [0, 10])
def test_schedule_free_adamw_walks_where_schedulefree_walks(warmup):
    package = pytest.importorskip("schedulefree")

    def make(p):
        return in_training(package.AdamWScheduleFree(p, lr=0.1, weight_decay=0.1, warmup_steps=warmup, foreach=False))

    method = METHODS["schedule_free_adamw"](lr=0.1, weight_decay=0.1, warmup=warmup)
    assert farthest_apart(method, path(make, drawn=averaged)) < ROUNDING


@pytest.mark.parametrize("corrected", [False, True])
def test_prodigy_walks_where_prodigyopt_walks(corrected):
    package = pytest.importorskip("prodigyopt")

    def make(p):
        return package.Prodigy(p, lr=1.0, d0=1e-6, use_bias_correction=corrected)

    assert farthest_apart(METHODS["prodigy"](bias_correction=corrected), path(make)) < 1e-10  # d amplifies rounding


@pytest.mark.parametrize("corrected", [False, True])
def test_dadapt_adam_walks_where_dadaptation_walks(corrected):
    package = pytest.importorskip("dadaptation")

    def make(p):
        return package.DAdaptAdam(p, lr=1.0, d0=1e-6, use_bias_correction=corrected)

    assert farthest_apart(METHODS["dadapt_adam"](bias_correction=corrected), path(make)) < 1e-10
