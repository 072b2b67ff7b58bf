"""How far to go along a direction: searches any method may call, one length per run."""

from optim_core.line_search.accepted import Accepted
from optim_core.line_search.armijo import armijo
from optim_core.line_search.exact import exact
from optim_core.line_search.goldstein import goldstein
from optim_core.line_search.hager_zhang import hager_zhang
from optim_core.line_search.more_thuente import more_thuente
from optim_core.line_search.strong_wolfe import strong_wolfe
from optim_core.line_search.wolfe import wolfe

SEARCHES = {
    "exact": exact,
    "armijo": armijo,
    "goldstein": goldstein,
    "wolfe": wolfe,
    "strong_wolfe": strong_wolfe,
    "more_thuente": more_thuente,
    "hager_zhang": hager_zhang,
}

SEARCH_NAMES = {
    "exact": "exact",
    "armijo": "Armijo (backtracking)",
    "goldstein": "Goldstein",
    "wolfe": "Wolfe (weak)",
    "strong_wolfe": "strong Wolfe",
    "more_thuente": "Moré–Thuente",
    "hager_zhang": "Hager–Zhang",
}

__all__ = [
    "SEARCHES",
    "SEARCH_NAMES",
    "Accepted",
    "armijo",
    "exact",
    "goldstein",
    "hager_zhang",
    "more_thuente",
    "strong_wolfe",
    "wolfe",
]
