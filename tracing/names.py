"""The letters of formulas: how a name in the code is written on the blackboard."""

from __future__ import annotations

import re

from optim_core.knob import knobs_of
from optim_core.method import Method
from tracing.anatomy import Anatomy, Name

GREEK = frozenset(
    "alpha beta gamma delta epsilon zeta eta theta kappa lambda mu nu xi phi rho sigma tau chi psi omega Delta Theta "
    "Lambda Phi Psi Omega Sigma".split()
)
ACCENTS = frozenset({"hat", "bar", "tilde"})
GIVEN = {"fx": "f(x)", "eps": r"\epsilon"}
SHORT = {"lam": "lambda"}  # Python keeps the word to itself


def symbol_of(name: str) -> str:
    """The LaTeX symbol for a name in code: `m_hat` → `\\hat{m}`, `beta1` → `\\beta_{1}`, `x_0` → `x_{0}`."""
    if name in GIVEN:
        return GIVEN[name]
    stem, _, low = name.strip("_").partition("_")
    if low in ACCENTS:
        return f"\\{low}{{{symbol_of(stem)}}}"
    found = re.fullmatch(r"([A-Za-z]+?)(\d*)", stem)
    letters, digits = found.groups() if found else (stem, "")
    letters = SHORT.get(letters, letters)
    if letters not in GREEK and len(letters) > 1:
        spoken = name.strip("_").replace("_", r"\ ")
        return rf"\mathrm{{{spoken}}}"
    base = f"\\{letters}" if letters in GREEK else letters
    words = low.replace("_", r"\ ")
    word = words if len(words) < 2 else rf"\mathrm{{{words}}}"
    below = ",".join(part for part in (digits, word) if part)
    return f"{base}_{{{below}}}" if below else base


def after_the_step(symbol: str) -> str:
    """The symbol of what a state becomes: `m` → `m^{+}`."""
    return "f(x^{+})" if symbol == "f(x)" else f"{symbol}^{{+}}"


def symbols_of(anatomy: Anatomy, kind: type[Method]) -> dict[Name, str]:
    """The symbol of every name of a step. A method may declare `symbols` where a derived one would be ugly."""
    own = dict(getattr(kind, "symbols", ()))
    declared = {name: knob.symbol for name, knob in knobs_of(kind).items()} | own
    names = dict.fromkeys([*anatomy.leaves.values(), *(name for name, _ in anatomy.rows)])
    found: dict[Name, str] = {}
    for name in names:
        symbol = declared.get(name.name) if name.part == "knob" or name.name in own else None
        symbol = symbol or symbol_of(name.name)
        if symbol in found.values() and name.part != "next":  # another thing has this letter already
            spoken = name.name.replace("_", r"\ ")
            symbol = rf"\mathrm{{{spoken}}}"
        found[name] = after_the_step(symbol) if name.part == "next" else symbol
    return found
