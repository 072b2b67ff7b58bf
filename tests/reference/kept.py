"""Points of paths that torch and its companions have walked, kept for machines that have none of these packages.

`python -m tests.reference.kept` walks them again, where the packages are.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from optim_core import METHODS, knobs_of, run
from tests.reference.cases import CASES

FILE = Path(__file__).with_name("kept.json")
AT = (1, 2, 3, 5, 10, 20, 50)  # steps whose points are kept


def kept():
    """For each reference the method that must walk there, its knobs, and the points of each case."""
    return json.loads(FILE.read_text())


def farthest_from(walk):
    """The largest relative distance of our path from the kept points; where our run was frozen it ends."""
    method, worst = METHODS[walk["method"]](**walk["knobs"]), 0.0
    for name, points in walk["points"].items():
        trace = run(method, *CASES[name], max(AT))
        for k, theirs in zip(AT, np.array(points), strict=True):
            if k <= trace.last:
                worst = max(worst, (np.abs(trace.x[k] - theirs) / np.maximum(1, np.abs(theirs))).max())
    return worst


def walked(method, path):
    """What is kept of a reference."""
    usual = {name: knob.default for name, knob in knobs_of(method).items()}
    knobs = {name: getattr(method, name) for name in usual if getattr(method, name) != usual[name]}
    points = {name: path(*case, max(AT))[list(AT)].tolist() for name, case in CASES.items()}
    return {"method": type(method).key, "knobs": knobs, "points": points}


def main() -> None:
    import pytorch_optimizer
    import torch

    from tests import test_adaptive_torch, test_descent, test_sign
    from tests.reference.torch_paths import path

    torch.set_default_dtype(torch.float64)
    found = {}
    for reference, (method, make) in test_adaptive_torch.TORCH.items():
        found[reference] = walked(method, path(make))
    for reference, (method, knobs) in test_descent.TORCH.items():
        found[reference] = walked(method, path(lambda p, knobs=knobs: torch.optim.SGD(p, foreach=False, **knobs)))
    for reference, (method, make) in {**test_adaptive_torch.KOZISTR, **test_sign.TORCH}.items():
        found[reference] = walked(method, path(lambda p, make=make: make(pytorch_optimizer, p)))
    lines = (f"{json.dumps(name)}: {json.dumps(walk)}" for name, walk in found.items())
    FILE.write_text("{\n" + ",\n".join(lines) + "\n}\n")


if __name__ == "__main__":
    main()
