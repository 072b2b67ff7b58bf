"""How far to go along a direction: searches any method may call, one length per run."""

from optim_core.line_search.accepted import Accepted
from optim_core.line_search.armijo import armijo
from optim_core.line_search.strong_wolfe import strong_wolfe

SEARCHES = {"armijo": armijo, "strong_wolfe": strong_wolfe}

__all__ = ["SEARCHES", "Accepted", "armijo", "strong_wolfe"]
