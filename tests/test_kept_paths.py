"""Without torch the paths are compared with points that torch and pytorch_optimizer have walked elsewhere."""

import pytest

from tests.reference.kept import farthest_from, kept

ROUNDING = 1e-11


@pytest.mark.parametrize("reference", kept())
def test_it_walks_where_the_reference_has_walked(reference):
    assert farthest_from(kept()[reference]) < ROUNDING


def test_a_wrong_convention_would_be_seen():
    walk = kept()["torch.optim.SGD(momentum=0.9, dampening=0.5)"]
    assert farthest_from(walk | {"knobs": walk["knobs"] | {"dampening": 0.0}}) > 1e-3
