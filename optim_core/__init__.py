"""How to go downhill: every method of the lab, in NumPy alone.

>>> from optim_core import METHODS, run
>>> trace = run(METHODS["adam"](lr=0.05), problem, [-1.2, 1.0], steps=300)
>>> trace.x.shape, trace.status
"""

from optim_core.knob import Knob, knobs_of
from optim_core.method import About, Method
from optim_core.oracle import Oracle, Problem
from optim_core.registry import Methods
from optim_core.runner import run
from optim_core.trace import Trace

METHODS = Methods(apart=("constrained", "root_finding"))
CONSTRAINED_METHODS = Methods(only=("constrained",))  # they ask for constraints, which other problems do not have
ROOT_METHODS = Methods(only=("root_finding",))  # they look for a zero of f, not for its lowest value

__all__ = [
    "CONSTRAINED_METHODS", "METHODS", "ROOT_METHODS",
    "About", "Knob", "Method", "Oracle", "Problem", "Trace", "knobs_of", "run",
]  # fmt: skip
