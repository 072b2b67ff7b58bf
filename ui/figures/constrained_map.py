"""Contours under the allowed set, a path over both, and at the head two arrows that cancel at a solution."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import plotly.graph_objects as go

from optim_core import Trace
from optim_core.constrained.kkt import measures
from surfaces import Constrained

Say = Callable[[str], str]
GRID = 121
ABOVE = {"orientation": "h", "x": 0, "y": 1.01, "yanchor": "bottom"}  # where a legend is out of the way
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
    kinds = [p.kind for p in problem.points]
    symbols = ["star" if kind in ("global", "local", "no multiplier") else "x" for kind in kinds]
    return go.Scatter(
        x=[p.x for p in problem.points], y=[p.y for p in problem.points], mode="markers", name=_("known solution"),
        marker={"symbol": symbols, "size": 13, "color": ink("curve", dark), "line": {"width": 1, "color": "gray"}},
        hovertemplate="(%{x:.5g}, %{y:.5g})<extra></extra>",
    )  # fmt: skip


def arrow(x: np.ndarray, d: np.ndarray, colour: str, name: str, dash: str = "solid") -> go.Scatter:
    """An arrow from x along d."""
    return go.Scatter(
        x=[x[0], x[0] + d[0]], y=[x[1], x[1] + d[1]], mode="lines+markers", name=name, hoverinfo="skip",
        line={"width": 4, "color": colour, "dash": dash},
        marker={"symbol": "arrow", "angleref": "previous", "size": [0, 15], "color": colour},
    )  # fmt: skip


def head(problem: Constrained, x: np.ndarray, lam: np.ndarray, size: float, dark: bool, _: Say) -> list[go.Scatter]:
    """The iterate with ∇f and Σ λ∇c, drawn to one scale: of equal length and opposite where L is stationary."""
    g, J = problem.grad(x), problem.jacobian(x)
    hold = np.where(np.isfinite(lam), lam, 0) @ J
    longest = max(np.hypot(*g), np.hypot(*hold))
    scale = size / longest if np.isfinite(longest) and longest > 0 else 0.0
    here = go.Scatter(
        x=[x[0]], y=[x[1]], mode="markers", showlegend=False,
        marker={"size": 13, "color": ink("path", dark), "line": {"width": 2, "color": "white"}},
    )  # fmt: skip
    return [
        arrow(x, scale * g, ink("slope", dark), "∇f"),
        arrow(x, scale * hold, ink("hold", dark), "Σ λ∇c", "dot"),
        here,
    ]


def constrained_map(problem: Constrained, trace: Trace, dark: bool, _: Say) -> go.Figure:
    """The whole picture, with a slider over the steps that needs no server."""
    steps = int(trace.last)
    x, lam = trace.x[: steps + 1], measures(trace)["multipliers"][: steps + 1]
    window = window_of(problem, x.T)
    size = 0.17 * min(high - low for low, high in window)
    below = [*background(problem, window, dark, _), marks(problem, dark, _)]
    path = go.Scatter(
        x=x[:, 0], y=x[:, 1], mode="lines+markers", name=_("path"), line={"width": 2.5, "color": ink("path", dark)},
        marker={"size": 6}, customdata=np.arange(steps + 1),
        hovertemplate="%{customdata}: (%{x:.5g}, %{y:.5g})<extra></extra>",
    )  # fmt: skip
    figure = go.Figure([*below, path, *head(problem, x[0], lam[0], size, dark, _)])
    moving = list(range(len(below) + 1, len(below) + 4))
    figure.frames = [
        go.Frame(name=str(k), traces=moving, data=head(problem, x[k], lam[k], size, dark, _)) for k in range(steps + 1)
    ]
    figure.update_xaxes(range=window[0], constrain="domain", title="x", zeroline=False)
    figure.update_yaxes(range=window[1], scaleanchor=square(window), title="y", zeroline=False)
    return with_player(figure, _).update_layout(height=640, margin={"l": 45, "r": 10, "t": 60, "b": 10}, legend=ABOVE)


def square(window: tuple) -> str | None:
    """Equal scales, unless the window is very long: right angles should look right."""
    (a, b), (c, d) = window
    return "x" if 0.4 < (b - a) / (d - c) < 2.5 else None


def with_player(figure: go.Figure, _: Say) -> go.Figure:
    """Play, pause and a slider over the frames; all of it happens in the browser.

    Everything is drawn anew in each frame: without that Plotly loses the level lines.
    """
    still = {"mode": "immediate", "transition": {"duration": 0}}
    play = [None, {**still, "frame": {"duration": 350, "redraw": True}, "fromcurrent": True}]
    pause = [[None], {**still, "frame": {"duration": 0, "redraw": True}}]
    go_to = {**still, "frame": {"duration": 0, "redraw": True}}
    slider = {
        "active": 0, "x": 0, "len": 1, "y": -0.06, "pad": {"t": 75, "b": 4}, "ticklen": 3, "minorticklen": 0,
        "currentvalue": {"prefix": _("step") + " ", "xanchor": "left"},
        "steps": [{"label": f.name, "method": "animate", "args": [[f.name], go_to]} for f in figure.frames],
    }  # fmt: skip
    buttons = [
        {"label": "▶", "method": "animate", "args": play},
        {"label": "❚❚", "method": "animate", "args": pause},
    ]
    menu = {
        "type": "buttons", "direction": "left", "x": 0, "y": -0.06, "xanchor": "left", "yanchor": "top",
        "pad": {"t": 20}, "showactive": False, "buttons": buttons,
    }  # fmt: skip
    return figure.update_layout(sliders=[slider], updatemenus=[menu])
