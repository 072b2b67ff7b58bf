"""Roles: what a recorded field means follows from its name, and a picture that needs a field finds it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest

from optim_core import METHODS, run
from optim_core.line_search import SEARCHES
from optim_core.roles import CONDITIONS, rank_of, roles_of
from surfaces import SURFACES
from tracing.program import structure_of
from ui.stage.roles import roles_in


def roles(key: str, **knobs: object) -> dict[str, str]:
    method = METHODS[key](**knobs)
    return roles_in(type(method), structure_of(method))


def test_names_decide():
    assert roles("adam") == {"gradient": "info:g", "momentum": "info:m_hat", "second_moment": "info:v_hat"}
    assert roles("bfgs")["inverse_hessian"] == "state:H"
    assert roles("newton")["hessian"] == "info:H"
    assert roles("nesterov")["classic"] == "info:classic"
    assert roles("lion")["box"] == "knob:weight_decay"


def test_a_field_of_another_rank_plays_no_part():
    shapes = [("x", (2,)), ("b", ()), ("m", (2,))]
    assert roles_of(METHODS["adam"](), shapes, [("rate", ())]) == {"momentum": "next:m"}
    assert rank_of((10, 2)) == "pairs" and rank_of((2, 2)) == "matrix"


def test_a_method_may_say_otherwise():
    @dataclass(frozen=True)
    class Other(METHODS["adam"]):
        roles = (("second_moment", ""), ("scale", "next:v"))

    found = roles_of(Other(), [("x", (2,)), ("v", (2,))], [("g", (2,)), ("v_hat", (2,))])
    assert found == {"gradient": "info:g", "scale": "next:v"}


def test_every_line_search_names_its_conditions():
    assert set(CONDITIONS) == set(SEARCHES)
    assert roles("bfgs", search="wolfe")["conditions"] == "armijo weak"
    assert roles("armijo_descent")["conditions"] == "armijo"


@pytest.mark.parametrize("key", list(METHODS))
def test_every_role_points_to_a_field_that_is_there(key: str):
    method = METHODS[key]()
    for role, path in roles(key).items():
        if role == "conditions":
            assert path in CONDITIONS.values()
            continue
        part, name = path.split(":")
        assert part in {"state", "next", "info", "knob"}, role
        if part == "knob":
            assert hasattr(method, name)


@pytest.mark.parametrize("key", [key for key in METHODS if roles(key).get("gradient", "").startswith("state")])
def test_a_gradient_in_the_state_is_the_gradient_where_the_run_stands(key: str):
    surface = SURFACES["rosenbrock"]
    trace = run(METHODS[key](), surface, np.array([-1.2, 1.0]), 5)
    for k in range(int(trace.last)):
        assert trace.state["g"][k] == pytest.approx(surface.grad(trace.x[k]), rel=1e-12, abs=1e-12)
