"""Two ways to be led to the edge: a penalty from outside, a barrier from inside."""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go

from optim_core import Trace
from optim_core.constrained.kkt import violation
from surfaces import Constrained
from ui.figures.constrained_ground import Say, background, ink, marks, square, window_of
from ui.figures.constrained_series import dressed

WEIGHTS = (0.1, 1.0, 10.0, 100.0, 1000.0)


def stations(trace: Trace) -> tuple[np.ndarray, np.ndarray]:
    """Where each μ was left, `(m, 2)`, and that μ: the minimum of one penalty, or a point near the central path."""
    mu = trace.state["mu"]
    rise = np.flatnonzero(np.diff(mu) != 0)
    return trace.x[rise + 1], mu[rise]


def stations_figure(problem: Constrained, traces: dict[str, Trace], dark: bool, _: Say) -> go.Figure:
    """The minima for one μ after another, joined: they lead to the solution."""
    points = {name: stations(trace) for name, trace in traces.items()}
    window = window_of(problem, np.concatenate([x for x, _mu in points.values()]).T)
    figure = go.Figure([*background(problem, window, dark, _), marks(problem, dark, _)])
    for colour, symbol, (name, (x, mu)) in zip(("path", "hold"), ("circle", "square"), points.items(), strict=False):
        figure.add_scatter(
            x=x[:, 0], y=x[:, 1], mode="lines+markers", name=name, customdata=mu,
            line={"width": 2.5, "color": ink(colour, dark)}, marker={"size": 9, "symbol": symbol},
            hovertemplate="μ = %{customdata:.3g}: (%{x:.6g}, %{y:.6g})<extra></extra>",
        )  # fmt: skip
    figure.update_xaxes(range=window[0], constrain="domain")
    figure.update_yaxes(range=window[1], scaleanchor=square(window))
    return dressed(figure, "x", "y", height=520)


def penalty_figure(problem: Constrained, dark: bool, _: Say) -> go.Figure:
    """Level lines of f + μ/2 ‖violation‖² for growing μ: a valley that becomes narrower and narrower."""
    (a, b), (c, d) = problem.domain
    xs, ys = np.linspace(a, b, 91), np.linspace(c, d, 91)
    grid = np.array(np.meshgrid(xs, ys))
    f, missed = problem.value(grid), violation(problem.constraints(grid), problem.n_equalities)
    layers = []
    for mu in WEIGHTS:
        z = f + mu / 2 * (missed * missed).sum(0)
        z = np.log10(z - np.nanmin(np.where(np.isfinite(z), z, np.nan)) + 1e-2)
        layers.append(
            go.Contour(
                x=xs, y=ys, z=np.where(np.isfinite(z), z, np.nan).round(3), ncontours=20, showscale=False,
                hoverinfo="skip", colorscale="ice" if dark else "ice_r", opacity=0.8, name="P",
            )
        )  # fmt: skip
    edges = [trace for trace in background(problem, problem.domain, dark, _)[1:] if trace.contours.type != "constraint"]
    figure = go.Figure([layers[0], *edges])
    names = [f"μ = {mu:g}" for mu in WEIGHTS]
    figure.frames = [go.Frame(name=n, traces=[0], data=[z]) for n, z in zip(names, layers, strict=True)]
    figure.update_xaxes(constrain="domain")
    figure.update_yaxes(scaleanchor=square(problem.domain), constrain="domain")
    figure = with_player(dressed(figure, "x", "y", height=540), _)
    figure.layout.updatemenus[0].buttons[0].args[1]["frame"]["duration"] = 900
    figure.layout.sliders[0].currentvalue.prefix = ""
    return figure


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
