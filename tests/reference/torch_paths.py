"""Paths of torch optimisers in double precision, one tensor at a time."""

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="torch is optional; tests against it need it")


def path(make, shape=(2,), calls=1, drawn=None, before=None):
    """The path of the optimiser `make([parameter])`.

    The parameter has this `shape`. `calls` is how many calls of `step` make our first step (the first may only
    prepare). `drawn(optimiser, parameter)` is the point to compare; `before(optimiser, surface, point)` gives what
    `step` is called with.
    """

    def walk(surface, start, steps):
        p = torch.tensor(start, dtype=torch.float64).reshape(shape).requires_grad_()
        optimiser, points = make([p]), [np.array(start)]
        for k in range(steps):
            for _ in range(calls if k == 0 else 1):
                x = p.detach().numpy().ravel()
                given = before(optimiser, surface, x) if before else {}
                p.grad = torch.tensor(surface.grad(x)).reshape(shape)
                optimiser.step(**given)
            point = p if drawn is None else drawn(optimiser, p)
            points.append(point.detach().numpy().ravel().copy())
        return np.array(points)

    return walk
