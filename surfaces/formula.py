"""Your own formula is one more surface: read by a parser that knows only mathematics, and derived exactly."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from sympy import Expr

from optim_core.knob import Knob
from surfaces.calculus import has_kinks
from surfaces.formula_error import FormulaError, wrong
from surfaces.formula_latex import latex, symbol
from surfaces.formula_scan import scan
from surfaces.formula_tree import Reader
from surfaces.stationary import find_stationary
from surfaces.structure import quiet
from surfaces.surface import Surface, did_you_mean

__all__ = ["FormulaError", "formula"]

WINDOW = ((-3.0, 3.0), (-3.0, 3.0))
PLACES = ((0.2, 0.75), (0.8, 0.7), (0.3, 0.2), (0.75, 0.25), (0.55, 0.6))  # of starts, in parts of the window
RATES = [m * 10.0**-k for k in range(8) for m in (5, 2, 1)][2:]  # 1, 0.5, 0.2, 0.1, ...
KINKS = "Where an absolute value, a root, a minimum or a maximum has its kink, 0 or a mean stands in for the gradient."


def formula(text: str, /, domain: tuple[tuple[float, float], tuple[float, float]] = WINDOW, **values: float) -> Surface:
    """The surface of a text such as "(1-x)^2 + a*(y-x^2)^2"; its free names are knobs, of value 1 unless given.

    Raises `FormulaError` with the position of what is wrong and what would be right, and `TypeError` for a
    value whose name does not occur. Only Python's parser sees the text, after every character has been checked.
    """
    expression, names, printed = parse(text)
    for name in values:
        if name not in names:
            raise TypeError(f"the formula has no parameter {name!r}" + did_you_mean(name, names))
    surface = Surface(
        name="Your formula",
        expression=expression,
        latex=printed,
        domain=domain,
        starts=((0.0, 0.0),),
        teaches="",
        rate=0.1,
        kinks=KINKS if has_kinks(expression) else "",
        knobs={name: knob_for(name, values.get(name, 1.0)) for name in names},
        values=values,
        stationary=find_stationary,
        key="formula",
        text=text,
    )
    return suited(surface)


def parse(text: str) -> tuple[Expr, list[str], str]:
    """The text as a SymPy expression, its parameters, and its LaTeX; or a `FormulaError`."""
    tree, columns = scan(text)
    reader = Reader(columns)
    return reader.formula(tree), reader.names, latex(tree)


def knob_for(name: str, value: float) -> Knob:
    """A slider around the value: from -10 to 10, or to the next power of ten beyond it."""
    if not np.isfinite(value):
        wrong("value", 0, name=name)
    reach = max(10.0, 10.0 ** np.ceil(np.log10(max(abs(value), 1.0))))
    return Knob(name, 1.0, -reach, reach, symbol(name), "parameter of the formula")


@quiet
def suited(surface: Surface) -> Surface:
    """The same surface with starts, step size and colours that fit its values in the window."""
    (a, b), (c, d) = surface.domain
    f = surface.value(np.array(np.meshgrid(np.linspace(a, b, 41), np.linspace(c, d, 41))))
    candidates = np.array([(a + s * (b - a), c + t * (d - c)) for s, t in PLACES]).T.round(3)
    slope = np.linalg.norm(surface.grad(candidates), axis=0)
    usable = np.isfinite(surface.value(candidates)) & np.isfinite(slope) & (slope > 0)
    chosen = candidates.T[usable][:3] if usable.any() else candidates.T[:1]
    starts = tuple((float(x), float(y)) for x, y in chosen)
    return replace(surface, starts=starts, rate=rate_from(surface, starts[0]), colour=colour_for(f))


def rate_from(surface: Surface, start: tuple[float, float]) -> float:
    """The longest step, up to one over the curvature, with which gradient descent goes down for sixty steps."""
    curvature = np.abs(surface.hess(np.array(start))).max()
    rates = np.array([r for r in RATES if not r * curvature > 1] or RATES[-1:])
    p = np.array(start)[:, None] * np.ones_like(rates)
    f, falling = surface.value(p), np.ones(len(rates), bool)
    for _ in range(60):
        p = p - rates * surface.grad(p)
        new = surface.value(p)
        falling &= new <= f + 1e-12 * np.abs(f)
        f = new
    return float(rates[falling][0]) if falling.any() else float(rates[-1])


def colour_for(f: np.ndarray) -> str:
    """Logarithmic if most of the window would otherwise be one colour."""
    f = f[np.isfinite(f)]
    if f.size == 0:
        return "linear"
    low, median, high = np.quantile(f, [0.0, 0.5, 1.0])
    if min(high - median, median - low) > 0.2 * (high - low):
        return "linear"
    if high - median > 4 * (median - low):
        return "log"
    return "symlog" if high - low > 1e3 else "linear"
