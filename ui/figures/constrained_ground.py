"""The ground of every figure of a constrained problem: level lines, the allowed set, the edges, the solutions."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import plotly.graph_objects as go

from experiments.solutions import solutions
from surfaces import Constrained

Say = Callable[[str], str]
GRID = 121
INK = {  # light, dark
    "path": ("#B34700", "#FF9D4D"),
    "slope": ("#0B67A3", "#6CC1FF"),
    "hold": ("#7A2E8C", "#E0A3F0"),
    "curve": ("#1C2530", "#E6EAF0"),
    "allowed": ("rgba(0,150,90,0.38)", "rgba(70,210,150,0.38)"),
}


def ink(name: str, dark: bool) -> str:
    """The colour of a thing in either theme."""
    return INK[name][int(dark)]


def window_of(problem: Constrained, points: np.ndarray) -> tuple[tuple[float, float], tuple[float, float]]:
    """The declared window, made larger for points that lie a little outside; far ones are left out."""
    out = []
    for axis, (low, high) in enumerate(problem.domain):
        reach = 2 * (high - low)
        near = points[axis][np.isfinite(points[axis]) & (points[axis] > low - reach) & (points[axis] < high + reach)]
        pad = 0.05 * (high - low)
        out.append((min([low, *(near - pad)]), max([high, *(near + pad)])))
    return out[0], out[1]


def background(problem: Constrained, window: tuple, dark: bool, _: Say) -> list[go.Contour]:
    """Level lines of f, the allowed set shaded, the edge of every constraint drawn."""
    xs, ys = (np.linspace(low, high, GRID) for low, high in window)
    grid = np.array(np.meshgrid(xs, ys))
    f, c = problem.value(grid), problem.constraints(grid)
    f = np.where(np.isfinite(f), f, np.nan)
    z = np.log10(f - np.nanmin(f) + 1e-3) if problem.colour == "log" else f
    layers = [
        go.Contour(
            x=xs, y=ys, z=z, ncontours=22, showscale=False, hoverinfo="skip", line={"width": 0.6, "color": "gray"},
            colorscale="ice" if dark else "ice_r", opacity=0.4, name="f",
        )
    ]  # fmt: skip
    m = problem.n_equalities
    if len(c) > m:
        worst = np.where(np.isfinite(c[m:]).all(0), c[m:].max(0), 1e9)
        allowed = ink("allowed", dark)
        layers.append(
            go.Contour(
                x=xs, y=ys, z=worst, showscale=False, hoverinfo="skip", showlegend=True, fillcolor=allowed,
                # Plotly shades what fails the comparison
                contours={"type": "constraint", "operation": ">=", "value": 0}, line={"width": 0},
                name=_("allowed set"),
            )
        )  # fmt: skip
    for i, values in enumerate(c):
        layers.append(
            go.Contour(
                x=xs, y=ys, z=values, showscale=False, hoverinfo="skip", showlegend=i == 0,
                contours={"start": 0, "end": 0, "size": 1, "coloring": "none"},
                line={"width": 3 if i < m else 2, "color": ink("curve", dark)}, name=_("constraint = 0"),
            )
        )  # fmt: skip
    return layers


def marks(problem: Constrained, dark: bool, _: Say) -> go.Scatter:
    """The known solutions."""
    known = solutions(problem)
    kinds = [p.kind for p in known]
    symbols = ["star" if kind in ("global", "local", "no multiplier") else "x" for kind in kinds]
    return go.Scatter(
        x=[p.x for p in known], y=[p.y for p in known], mode="markers", name=_("known solution"),
        marker={"symbol": symbols, "size": 13, "color": ink("curve", dark), "line": {"width": 1, "color": "gray"}},
        hovertemplate="(%{x:.5g}, %{y:.5g})<extra></extra>",
    )  # fmt: skip


def square(window: tuple) -> str | None:
    """Equal scales, unless the window is very long: right angles should look right."""
    (a, b), (c, d) = window
    return "x" if 0.4 < (b - a) / (d - c) < 2.5 else None
