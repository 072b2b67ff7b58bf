"""Newton's method for one unknown, as it is drawn on a blackboard: a tangent down to the axis, and up again."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import plotly.graph_objects as go

from optim_core.root_finding import Tangents
from surfaces.equation import Equation

SAMPLES = 600
CURVE, TANGENT, ROOT = "#0072B2", "#D55E00", "#009E73"
WIDEST = 3  # windows of the equation that are shown when a tangent leads out of the first


class Words(NamedTuple):
    """What is named in the picture."""

    curve: str
    tangents: str
    points: str
    roots: str


def figure(equation: Equation, run: Tangents, words: Words) -> go.Figure:
    """The curve, every tangent from its point to the axis, and the way up to the next point."""
    taken = int(run.last)
    points, values = run.z[: taken + 1], run.value[: taken + 1]
    left, right = window(equation, points)
    x = np.linspace(left, right, SAMPLES)
    y = equation.value(x)
    fig = go.Figure(
        [
            go.Scatter(x=x, y=np.where(np.isfinite(y), y, np.nan), name=words.curve, line={"color": CURVE, "width": 3}),
            go.Scatter(
                **zigzag(points, values), name=words.tangents, line={"color": TANGENT, "width": 2.2}, mode="lines"
            ),
            go.Scatter(
                x=points,
                y=values,
                name=words.points,
                mode="markers+text",
                text=[subscript(k) if k < 4 else "" for k in range(taken + 1)],
                textposition=["bottom center" if value < 0 else "top center" for value in values],  # beyond the way up
                textfont={"size": 18, "color": TANGENT},
                marker={"color": TANGENT, "size": 9},
            ),
            go.Scatter(
                x=equation.roots,
                y=[0] * len(equation.roots),
                name=words.roots,
                mode="markers",
                marker={"color": ROOT, "size": 13, "symbol": "diamond"},
            ),
        ]
    )
    fig.update_xaxes(range=[left, right], title_text="x", tickfont_size=14, title_font_size=16)
    fig.update_yaxes(range=heights(y, values), zeroline=True, zerolinewidth=2, title_text="f(x)", tickfont_size=14)
    fig.update_yaxes(title_font_size=16)
    fig.update_layout(height=420, margin={"l": 50, "r": 10, "t": 20, "b": 40}, legend={"orientation": "h", "y": -0.18})
    return fig


def zigzag(points: np.ndarray, values: np.ndarray) -> dict[str, list[float]]:
    """Down along each tangent to the axis, then straight up to the curve."""
    x, y = [points[0]], [values[0]]
    for point, value in zip(points[1:], values[1:], strict=True):
        x += [point, point]
        y += [0.0, value]
    return {"x": x, "y": y}


def window(equation: Equation, points: np.ndarray) -> tuple[float, float]:
    """The window of the equation, widened a little for points outside; those far away leave the picture."""
    left, right = equation.window
    wide = (right - left) * (WIDEST - 1) / 2
    near = points[(points > left - wide) & (points < right + wide)]
    margin = 0.04 * (right - left)
    return float(min(left, *(near - margin))), float(max(right, *(near + margin)))


def heights(y: np.ndarray, values: np.ndarray) -> list[float]:
    """Of the picture: most of the curve, the axis, and the first point."""
    low, high = np.nanpercentile(y[np.isfinite(y)], (3, 97))
    low, high = min(low, 0.0, values[0]), max(high, 0.0, values[0])
    margin = 0.14 * (high - low)
    return [low - margin, high + margin]


def subscript(k: int) -> str:
    return f"x<sub>{k}</sub>"
